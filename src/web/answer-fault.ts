import { createHash } from 'node:crypto';
import { isRedirect, type RequestEvent } from '@sveltejs/kit';
import { visitor } from '#platform/actor.ts';
import { locales, type Locale } from '#platform/language/locale.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import { Problem } from '#platform/problem.ts';
import { badDay } from '#platform/bad-day.ts';
import { frameText } from '#site/frame/messages/index.ts';
import { themeStyle } from '#ui/theme.ts';
import { problemDocument } from '#web/api/problem-document.ts';
import { sayProblem } from '#web/say-problem.ts';

/**
 * What went wrong before anybody knew whose house this is and which language is spoken in it, mostly because the database does
 * not answer: a page that needs nothing, in both languages, with the number under which the log has it. A bug is logged here;
 * nothing of it is shown.
 */
export function answerFault({ locals, request, url, isDataRequest }: RequestEvent, thrown: unknown): Response {
	// The framework knows these: a way elsewhere, and what its own script in the page reads.
	if (isRedirect(thrown) || isDataRequest) throw thrown;
	const { id, site } = locals.front;
	const error = badDay(thrown);
	const problem = error instanceof Problem ? error : new Problem('bug', 500);
	// A refusal was meant; a bug and a bad day are for the log.
	if (thrown !== problem)
		site
			.context({ actor: visitor, locale: 'zh-TW', requestId: id })
			.log.error('request failed', { error: thrown, path: url.pathname });
	const page = !forPrograms.test(url.pathname) && /text\/html|\*\/\*|^$/.test(request.headers.get('accept') ?? '');
	if (!page) return problemDocument(problem, locals.locale ?? 'zh-TW', id);
	return new Response(faultPage(problem, id), {
		status: problem.status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; frame-ancestors 'self'`,
			'cache-control': 'no-store',
		},
	});
}

/** Paths that programs call. */
const forPrograms = /^\/(?:api|webhooks)\//;

const style = `${themeStyle('')}body{margin:0;background:var(--surface);color:var(--text);font:1.0625rem/1.75 system-ui,"PingFang TC","Noto Sans TC","Microsoft JhengHei",sans-serif}main{max-width:36rem;margin:0 auto;padding:15vh 1.25rem 3rem}section+section{margin-top:2.5rem}h1,h2{font-size:1.3rem;line-height:1.5;text-wrap:balance;margin:0 0 .5rem}p{margin:0 0 1rem;overflow-wrap:anywhere}.id{color:var(--muted);font-size:.9375rem}a{display:inline-block;padding:.6rem 0;color:var(--link)}`;
const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`;

const inWords = (locale: Locale, heading: 'h1' | 'h2', problem: Problem, id: string): string => {
	const say = frameText(locale);
	return `<section lang="${locale}"><${heading}>${escapeHtml(sayProblem(locale, problem))}</${heading}><p>${say('error.help')}</p><p class="id">${say('error.quote', { id })}</p><a href="/">${say('error.home')}</a></section>`;
};

const faultPage = (problem: Problem, id: string): string =>
	`<!doctype html><html lang="zh-TW"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Homecourt 主場 · ${problem.status}</title><style>${style}</style></head><body><main>${locales.map((locale, index) => inWords(locale, index ? 'h2' : 'h1', problem, id)).join('')}</main></body></html>`;
