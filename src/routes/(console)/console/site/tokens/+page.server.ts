import type { RequestEvent, ServerLoadEvent } from '@sveltejs/kit';
import type { Role } from '#platform/actor.ts';
import { createToken, listTokens, revokeToken } from '#membership/server/index.ts';
import { scopes } from '#web/api/scopes.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals: { ctx } }: ServerLoadEvent) => ({
	tokens: await listTokens(ctx, {}),
	scopes,
	siteUrl: ctx.site.url,
});

export const actions = {
	create: async (event: RequestEvent) => {
		const values = await readForm(event);
		const ticked = ['*', ...scopes].filter((scope) => `scope:${scope}` in values);
		return submit(event, values, () =>
			createToken(event.locals.ctx, {
				name: values['name'] ?? '',
				role: values['role'] as Role,
				scopes: ticked,
				days: values['days'] || undefined,
			}),
		);
	},
	revoke: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, () => revokeToken(event.locals.ctx, { token: values['id'] }));
	},
};
