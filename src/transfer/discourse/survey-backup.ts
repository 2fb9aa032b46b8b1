import { readCopy, type TableRow, type WantedColumns } from '#transfer/reading/read-copy.ts';

/** What has to be known of a backup before its first post is read: its tables stand in the order of their names. */
export interface Survey {
	categories: Map<string, TableRow>;
	users: Map<string, TableRow>;
	emails: Map<string, string>;
	bios: Map<string, string>;
	/** Topic to the names of its tags. */
	tags: Map<string, string[]>;
	/** Topic to the post that answered it, who said so and when. */
	answers: Map<string, { post: string; by: string | null; at: string | null }>;
	/** Topics that somebody has voted for. */
	ideas: Set<string>;
	/** Post to its poll, with its choices by number. */
	polls: Map<string, { row: TableRow; choices: string[] }>;
	/** Poll to post and the numbers of its choices. */
	pollOf: Map<string, { post: string; choices: string[] }>;
	/** Topic to its posts: at the place of a post's number its id. */
	posts: Map<string, number[]>;
	/** Post that opens a topic, to the topic. */
	openings: Map<string, string>;
	/** Categories in which there is a topic. */
	used: Set<string>;
	/** Tables whose rows were seen. */
	seen: Set<string>;
}

/** Of posts only how they are numbered. */
const wanted: WantedColumns = {
	categories: ['id', 'name', 'slug', 'description', 'position', 'parent_category_id', 'read_restricted'],
	users: ['id', 'username', 'name', 'created_at', 'suspended_at', 'suspended_till'],
	user_emails: ['user_id', 'email', 'primary'],
	user_profiles: ['user_id', 'bio_raw'],
	tags: ['id', 'name'],
	topic_tags: ['topic_id', 'tag_id'],
	topic_custom_fields: ['topic_id', 'name', 'value', 'created_at'],
	discourse_solved_solved_topics: ['topic_id', 'answer_post_id', 'accepter_user_id', 'created_at'],
	topic_voting_votes: ['topic_id'],
	polls: ['id', 'post_id', 'type', 'status', 'results', 'max', 'close_at', 'updated_at'],
	poll_options: ['id', 'poll_id', 'html'],
	posts: ['id', 'topic_id', 'post_number'],
	topics: ['category_id'],
};

/** Goes through a backup once. */
export async function surveyBackup(pieces: AsyncIterable<Uint8Array>): Promise<Survey> {
	const found: Survey = {
		categories: new Map(),
		users: new Map(),
		emails: new Map(),
		bios: new Map(),
		tags: new Map(),
		answers: new Map(),
		ideas: new Set(),
		polls: new Map(),
		pollOf: new Map(),
		posts: new Map(),
		openings: new Map(),
		used: new Set(),
		seen: new Set(),
	};
	const names = new Map<string, string>();
	const tagged: [topic: string, tag: string][] = [];
	const options: TableRow[] = [];
	for await (const { table, row } of readCopy(pieces, wanted)) {
		found.seen.add(table);
		if (table === 'tags') names.set(row['id'] ?? '', row['name'] ?? '');
		else if (table === 'topic_tags') tagged.push([row['topic_id'] ?? '', row['tag_id'] ?? '']);
		else if (table === 'poll_options') options.push(row);
		else note(found, table, row);
	}
	for (const [topic, tag] of tagged) {
		const name = names.get(tag);
		if (name) found.tags.set(topic, [...(found.tags.get(topic) ?? []), name]);
	}
	options.sort((one, other) => Number(one['id']) - Number(other['id']));
	for (const option of options) {
		const poll = found.pollOf.get(option['poll_id'] ?? '');
		if (!poll) continue;
		poll.choices.push(option['id'] ?? '');
		found.polls.get(poll.post)?.choices.push(option['html'] ?? '');
	}
	return found;
}

function note(found: Survey, table: string, row: TableRow): void {
	const id = row['id'] ?? '';
	const topic = row['topic_id'] ?? '';
	switch (table) {
		case 'topics':
			found.used.add(row['category_id'] ?? '');
			break;
		case 'categories':
			found.categories.set(id, row);
			break;
		case 'users':
			found.users.set(id, row);
			break;
		case 'user_emails':
			if (row['primary'] !== 'f') found.emails.set(row['user_id'] ?? '', row['email'] ?? '');
			break;
		case 'user_profiles':
			if (row['bio_raw']) found.bios.set(row['user_id'] ?? '', row['bio_raw']);
			break;
		case 'topic_custom_fields':
			// Where older versions of the plug-in kept it.
			if (row['name'] === 'accepted_answer_post_id' && !found.answers.has(topic))
				found.answers.set(topic, { post: row['value'] ?? '', by: null, at: row['created_at'] ?? null });
			break;
		case 'discourse_solved_solved_topics':
			found.answers.set(topic, {
				post: row['answer_post_id'] ?? '',
				by: row['accepter_user_id'] ?? null,
				at: row['created_at'] ?? null,
			});
			break;
		case 'topic_voting_votes':
			found.ideas.add(topic);
			break;
		case 'polls':
			if (!found.polls.has(row['post_id'] ?? '')) {
				found.polls.set(row['post_id'] ?? '', { row, choices: [] });
				found.pollOf.set(id, { post: row['post_id'] ?? '', choices: [] });
			}
			break;
		default: {
			const number = Number(row['post_number']);
			const numbers = found.posts.get(topic) ?? [];
			numbers[number] = Number(id);
			found.posts.set(topic, numbers);
			if (number === 1) found.openings.set(id, topic);
		}
	}
}
