import { z } from 'zod';
import { system } from '#platform/actor.ts';
import { command, query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { sameSecret, digest } from '#platform/token.ts';
import { emailField } from '#membership/email.ts';
import { nameField } from '#membership/name.ts';
import {
	askedFromField,
	createMember,
	createSignInLink,
	setPassword,
	signInWithLink,
} from '#membership/server/index.ts';
import { createCategory, listCategories } from '#community/server/index.ts';
import { changeBrand, ChangeBrand } from '#site/server/commands/change-brand.ts';
import { siteText } from '#site/messages/index.ts';

export const FinishSetup = ChangeBrand.extend({
	token: z.string().max(100),
	ownerName: nameField,
	email: emailField,
	/** Empty when the owner will use a passkey. */
	password: z.string().max(200, 'too-long').default(''),
	/** Where the request comes from, for the owner's session. */
	from: askedFromField,
});

/** The first run: the brand gets its name and its look, and the first owner. The set-up link is used up by it. */
export const finishSetup = command(FinishSetup, async (ctx, input) => {
	await checkToken(ctx, input.token);
	// The holder of the link is the operator; what follows is done in the product's own name.
	const inside: Ctx = Object.assign(ctx, { actor: system, locale: input.locale });
	await changeBrand(inside, { ...input, facebookPage: input.facebookPage ?? '' });
	const owner = await createMember(inside, {
		name: input.ownerName,
		email: input.email,
		role: 'owner',
		locale: input.locale,
	});
	if (input.password) await setPassword(inside, { member: owner.id, password: input.password, from: input.from });
	const say = siteText(input.locale);
	// An import may have brought its own.
	const arranged = (await listCategories(inside)).length > 0;
	if (!arranged)
		await createCategory(inside, {
			slug: 'talk',
			name: say('first-category.name'),
			description: say('first-category.description'),
		});
	await ctx.db.updateTable('site.brand').set({ ready: ctx.now, setup_digest: null }).execute();
	ctx.record({ name: 'site.ready', about: 'site', data: { owner: owner.id } });
	const { path } = await createSignInLink(inside, { member: owner.id });
	const token = new URL(path, ctx.site.url).searchParams.get('token') ?? '';
	const { cookies } = await signInWithLink(inside, { token, from: input.from });
	return { owner: owner.id, cookies };
});

/** Refuses unless this is the set-up link in force. Throws Problem `setup.done` (409) or `setup.link-invalid` (403). */
export const checkSetup = query(z.object({ token: z.string().max(100) }), (ctx, { token }) => checkToken(ctx, token));

async function checkToken(ctx: Ctx, token: string): Promise<void> {
	const row = await ctx.db.selectFrom('site.brand').select(['ready', 'setup_digest']).executeTakeFirstOrThrow();
	if (row.ready) throw new Problem('setup.done', 409);
	if (!row.setup_digest || !sameSecret(row.setup_digest, digest(token))) throw new Problem('setup.link-invalid', 403);
}
