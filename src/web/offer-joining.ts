import type { RequestEvent } from '@sveltejs/kit';
import type { MemberField } from '#membership/field.ts';
import type { OfferedProviders } from '#membership/provider.ts';
import { listFields } from '#membership/server/index.ts';
import { offerProviders } from '#web/offer-providers.ts';

/** What a page that lets somebody join needs to know: by which other places they may, and what the house asks of them. */
export async function offerJoining(
	event: RequestEvent,
): Promise<{ providers: OfferedProviders; questions: MemberField[] }> {
	const [offer, questions] = await Promise.all([
		offerProviders(event),
		listFields(event.locals.ctx, { atJoining: true }),
	]);
	return { ...offer, questions };
}
