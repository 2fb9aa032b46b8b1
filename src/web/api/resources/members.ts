import { z } from 'zod';
import { roles } from '#platform/actor.ts';
import { plainAnswer, type Answered } from '#membership/answer.ts';
import { audiences, fieldKinds, type MemberField } from '#membership/field.ts';
import {
	createMember,
	listAnswers,
	listFields,
	listMembers,
	noteLook,
	readAnswers,
	readMember,
	setAnswers,
	SetAnswers,
} from '#membership/server/index.ts';
import { listOf, page, time } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';

const member = z.object({
	id: z.number(),
	handle: z.string(),
	name: z.string(),
	email: z.string().nullable(),
	role: z.enum(roles),
	joined: time,
	/** What they answered to the house's own questions, by key; what is picked by its name. */
	answers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});

interface Known {
	id: number;
	handle: string;
	name: string;
	email: string | null;
	role: (typeof roles)[number];
	joined: Date;
}
const shape = ({ id, handle, name, email, role, joined }: Known, answers: readonly Answered[] = []) => ({
	id,
	handle,
	name,
	email,
	role,
	joined: joined.toISOString(),
	answers: Object.fromEntries(answers.map((one) => [one.field.key, plainAnswer(one)])),
});

const field = z.object({
	key: z.string(),
	name: z.string(),
	name_en: z.string().nullable(),
	kind: z.enum(fieldKinds),
	choices: z.array(z.object({ name: z.string(), name_en: z.string().nullable() })),
	seen_by: z.enum(audiences),
	at_joining: z.boolean(),
	required: z.boolean(),
});
const fieldShape = (one: MemberField): z.output<typeof field> => ({
	key: one.key,
	name: one.name,
	name_en: one.nameEn || null,
	kind: one.kind,
	choices: one.choices.filter(({ retired }) => !retired).map(({ name, nameEn }) => ({ name, name_en: nameEn || null })),
	seen_by: one.seenBy,
	at_joining: one.atJoining,
	required: one.required,
});

export const memberEndpoints = [
	endpoint({
		method: 'GET',
		path: '/members',
		scope: 'member.list',
		summary: 'Members, newest first; for staff',
		query: page.extend({ search: z.string().max(100).optional(), role: z.enum(roles).optional() }),
		answer: listOf(member),
		async run(ctx, { query: { cursor, ...rest } }) {
			const { items, next } = await listMembers(ctx, { ...rest, cursor: readCursor(ctx, cursor, 'string') });
			const answers = await listAnswers(ctx, { members: items.map(({ id }) => id) });
			return { items: items.map((one) => shape(one, answers.get(one.id))), next: writeCursor(ctx, next) };
		},
	}),
	endpoint({
		method: 'POST',
		path: '/members',
		scope: 'member.create',
		summary: 'Add a member; nothing is mailed',
		body: z.strictObject({
			name: z.string(),
			email: z.string(),
			role: z.enum(roles).optional(),
			handle: z.string().optional(),
		}),
		answer: z.object({ id: z.number(), handle: z.string() }),
		async run(ctx, { body }) {
			const { id, handle } = await createMember(ctx, body);
			return { id, handle };
		},
	}),
	endpoint({
		method: 'GET',
		path: '/members/{member}',
		scope: 'member.list',
		summary: 'One member; for staff',
		answer: member,
		async run(ctx, { params }) {
			const member = await readMember(ctx, { id: params.member });
			// Whoever looks by a program has looked.
			await noteLook(ctx, { member: member.id });
			return shape(member, await readAnswers(ctx, { member: member.id }));
		},
	}),
	endpoint({
		method: 'PATCH',
		path: '/members/{member}/answers',
		scope: 'member.answer',
		summary: 'Put answers of a member right, by the keys of the questions; null takes one back, others stay',
		body: SetAnswers.shape.answers,
		answer: z.object({ id: z.number() }),
		run: (ctx, { params, body }) => setAnswers(ctx, { member: params.member, answers: body }),
	}),
	endpoint({
		method: 'GET',
		path: '/fields',
		scope: 'field.list',
		summary: 'What the house asks of its members, in order',
		answer: listOf(field),
		async run(ctx) {
			const fields = await listFields(ctx, {});
			return { items: fields.map(fieldShape), next: null };
		},
	}),
];
