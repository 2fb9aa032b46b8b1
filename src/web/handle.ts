import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { visitor } from '#platform/actor.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { Problem } from '#platform/problem.ts';
import { badDay } from '#platform/bad-day.ts';
import { dressOf } from '#embed/dress.ts';
import { giveCookies } from '#membership/give-cookies.ts';
import { findActor } from '#membership/server/index.ts';
import { readBrand } from '#site/server/index.ts';
import { draftLook } from '#web/draft-look.ts';
import { followMoved, mayBeMoved } from '#web/follow-moved.ts';
import { frameSources } from '#web/frame-sources.ts';
import { answerFault } from '#web/answer-fault.ts';
import { allowFrames } from '#web/allow-frames.ts';
import { limitBody } from '#web/limit-body.ts';
import { goOnWithHeld, keepPosted } from '#web/prove-again.ts';
import { sayProblem } from '#web/say-problem.ts';
import { styleTag } from '#web/style-tag.ts';
import { wayOut } from '#web/way-out.ts';
import { withoutMarks } from '#web/without-marks.ts';

/** Every request. What goes wrong around the page is answered without anything that could go wrong, too. */
export const handle: Handle = async (asked) => {
	const front = asked.event.platform?.req.homecourt;
	if (!front) throw new Error('The framework was reached without the front');
	asked.event.locals.front = front;
	try {
		return await answer(asked);
	} catch (error) {
		return answerFault(asked.event, error);
	}
};

/** Who asks, in which language, on which site; then the page, and the page into the cache. */
const answer: Handle = async ({ event, resolve }) => {
	const { locals } = event;
	const { front } = locals;
	const asVisitor = front.site.context({ actor: visitor, locale: 'zh-TW', requestId: front.id });
	locals.brand = await readBrand(asVisitor, {});
	const dress = dressOf(event.url.pathname);
	locals.locale =
		dress?.locale ??
		matchLocale(event.cookies.get('lang')) ??
		matchLocale(locals.brand.ready ? null : event.request.headers.get('accept-language')) ??
		locals.brand.locale;
	const found = await findActor(asVisitor, event.request.headers);
	locals.actor = found.actor;
	giveCookies(event.cookies, found.cookies);
	locals.ctx = { ...asVisitor, actor: found.actor, locale: locals.locale };
	const refused = limitBody(event);
	if (refused) return refused;
	locals.brand = draftLook(event, found.actor, locals.brand) ?? locals.brand;

	const over = await goOnWithHeld(event);
	if (over) return over;
	await keepPosted(event);
	const moved = mayBeMoved(event) ? await followMoved(event, null) : null;
	if (moved) return moved;
	let frames: string[] = [];
	let response = await resolve(event, {
		transformPageChunk: ({ html }) => {
			frames = frameSources(html);
			return withoutMarks(html)
				.replace('%homecourt.lang%', locals.locale)
				.replace(
					'%homecourt.html%',
					`data-layout="${locals.brand.layout}"${dress?.look ? ` data-theme="${dress.look}"` : ''}`,
				)
				.replace('%homecourt.head%', styleTag(locals.brand.colour).html);
		},
		filterSerializedResponseHeaders: (name) => name === 'content-type',
		// A working page's script is asked for while its HTML is still read; a reading page has none.
		preload: ({ type }) => type !== 'font',
	});
	// An address that somebody entered in the table of redirects counts, also where something was deleted.
	if (response.status === 404 || response.status === 410) response = (await followMoved(event, response)) ?? response;
	allowOnPage(response, locals.brand.colour, frames);
	if (dress) await allowFrames(response, asVisitor);

	// A refusal is nobody's shared page: whoever gets it is greeted by name.
	const shared = response.status === 200 ? locals.shared : undefined;
	if (!shared && locals.actor.kind === 'member' && response.headers.get('content-type')?.startsWith('text/html')) {
		// A page for one person alone: whatever slots it has are filled at once.
		const parts = await front.parts(locals.actor, locals.note ?? {}, locals.locale);
		const html = (await response.text()).replace(
			slotPattern,
			(_, slot: string, within: string) => parts[slot] ?? within,
		);
		response = new Response(html, response);
		response.headers.delete('content-length');
		// Nobody on the way keeps what was made for one person; the browser may, for whoever goes back.
		response.headers.set('cache-control', 'private, no-cache');
	}
	if (!shared || !front.keep || response.status !== 200 || event.request.method !== 'GET') return response;
	if (!keptType.test(response.headers.get('content-type') ?? '')) return response;
	const headers = Object.fromEntries([...response.headers].filter(([name]) => keptHeaders.has(name)));
	const about = [...shared.about, ...(locals.frameAbout ?? [])];
	const composed = await front.keep(await response.text(), response.status, headers, about, shared.note);
	return new Response(composed.status === 304 ? null : (composed.body as unknown as BodyInit), composed);
};

const slotPattern = /<!--slot:([a-z0-9-]+)-->([\s\S]*?)<!--\/slot-->/g;

/** What the cache keeps: pages, and feeds for whoever reads them. */
const keptType = /^(?:text\/|application\/(?:atom\+xml|rss\+xml|feed\+json)\b)/;

/** Headers that belong to the page itself; everything else belongs to one answer. */
const keptHeaders = new Set(['content-type', 'content-security-policy', 'link', 'x-robots-tag', 'last-modified']);

/**
 * The brand's colours stand in the page's head, and an article may show something of another place after a click: their
 * hash and these hosts are added to what the policy lets pass, on this page alone.
 */
function allowOnPage(response: Response, colour: string, frames: readonly string[]): void {
	const policy = response.headers.get('content-security-policy');
	if (!policy) return;
	const styled = policy.replace(/style-src /, `style-src '${styleTag(colour).hash}' `);
	const framed = frames.length ? `${styled}; frame-src 'self' ${frames.join(' ')}` : styled;
	response.headers.set('content-security-policy', framed);
}

/** What was expected is said in the person's language; a bug is logged once, with the id that the person sees. */
export const handleError: HandleServerError = async ({ kind, error: thrown, event }) => {
	const { front, locale = 'zh-TW' } = event.locals;
	if (kind !== 'unknown') return { message: sayProblem(locale, new Problem(`status.${thrown.status}`, thrown.status)) };
	const error = badDay(thrown);
	// A refusal was meant; a bug and a bad day are for the log.
	if (error !== thrown || !(error instanceof Problem))
		front?.site
			.context({ actor: visitor, locale, requestId: front.id })
			.log.error('page failed', { error: thrown, path: event.url.pathname });
	if (error instanceof Problem) {
		const help = await wayOut(event, error.status);
		const { status, code, details } = error;
		return { status, message: sayProblem(locale, error), code, details, ...(help ? { help } : {}) };
	}
	return { message: sayProblem(locale, new Problem('bug', 500)), code: 'bug', ...(front ? { id: front.id } : {}) };
};
