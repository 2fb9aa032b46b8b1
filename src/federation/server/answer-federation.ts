import type { Ctx } from '#platform/context/context.ts';
import { system } from '#platform/actor.ts';
import { faultOf } from '#federation/server/fault-of.ts';
import { readSwitch } from '#federation/server/setting.ts';

/**
 * What another server is told or tells. Null: it is off, or there is nothing under this address: then nothing is there. The library is loaded by the first
 * who asks while it is on; a house that does not speak carries none of it.
 */
export async function answerFederation(ctx: Ctx, request: Request): Promise<Response | null> {
	if (!(await readSwitch(ctx))) return null;
	const { openFederation } = await import('#federation/server/open-federation.ts');
	const work: Ctx = { ...ctx, actor: system };
	let nothing = false;
	const none = (): Response => {
		nothing = true;
		return new Response(null, { status: 404 });
	};
	const answer = await openFederation(work)
		.fetch(request, { contextData: work, onNotFound: none })
		.catch((error: unknown) => {
			const status = request.method === 'POST' ? faultOf(error) : null;
			if (status === null) throw error;
			work.log.info('letter not understood', { error });
			return new Response(null, { status });
		});
	return nothing ? null : answer;
}
