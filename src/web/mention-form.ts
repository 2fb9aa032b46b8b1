import type { RequestEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { readSmall } from '#web/read-form.ts';
import { rateLimit } from '#web/rate-limit.ts';

/** Mentions that one address may tell us of: a handful at once, then a few a minute. */
const perSender = rateLimit(20, 6);

/** A form never grows beyond this: two addresses. */
const longest = 10_000;

/** Source and target of a Webmention. Throws Problem `rate.limited` (429), `mention.form`, `call.not-utf8` (400), `status.413`. */
export async function readMentionForm({ request, locals }: RequestEvent): Promise<{ source: string; target: string }> {
	perSender.take(locals.front.address, locals.ctx.now.getTime());
	const form = new URLSearchParams(await readSmall(request, longest));
	const [source, target] = [form.get('source'), form.get('target')];
	if (!source || !target) throw new Problem('mention.form', 400);
	return { source, target };
}
