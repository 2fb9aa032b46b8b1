import { changeConsent, createMember } from '#membership/server/index.ts';
import { articles, links, members, posts, type SampleMember } from '#app/sample-brand/content/index.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';
import { findLinkOf } from '#app/sample-brand/tell-links.ts';
import { visitOf } from '#app/sample-brand/visit-plan.ts';

/** Everybody joins, with the first meeting that their visit was. The owner is told with the brand. */
export const tellMembers = ({ when }: Story): Deed[] =>
	members
		.filter(({ role }) => role !== 'owner')
		.map((member) => ({
			key: `member:${member.key}`,
			time: when(member.joined),
			async once(ctx, story) {
				const article = cameTo(member);
				const link = await findLinkOf(ctx, story, member.via);
				const { id } = await createMember(ctx, {
					name: member.name,
					email: member.email,
					role: member.role,
					handle: member.key,
					bio: member.bio,
					joined: ctx.now,
					cameByLink: link?.id ?? null,
					cameTo: article ? `article:${story.id(`article:${article}`)}` : null,
				});
				// Two of three want to hear more.
				if (member.role === 'member' && id % 3) await changeConsent(ctx, { member: id, mail: true, place: 'join' });
				return id;
			},
		}));

/** The article that somebody read first; null for the home page. */
function cameTo(member: SampleMember): string | null {
	if (member.role !== 'member') return null;
	const [kind, key] = member.via.split(':');
	const wanted =
		kind === 'post'
			? posts.find((post) => post.key === key)?.article
			: kind === 'link'
				? links.find((link) => link.key === key)?.article
				: visitOf(member).article;
	return articles.find((article) => article.key === wanted)?.key ?? null;
}
