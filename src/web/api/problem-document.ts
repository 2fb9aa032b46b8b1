import type { FieldProblem, Problem } from '#platform/problem.ts';
import type { Locale } from '#platform/language/locale.ts';
import { sayField, sayProblem } from '#web/say-problem.ts';

/** A refusal as a problem document (RFC 9457). `code` is ours and stable; `title` is a sentence for people. */
export function problemDocument(problem: Problem, locale: Locale, id: string): Response {
	const { fields, ...details } = problem.details;
	const found = Array.isArray(fields) ? (fields as FieldProblem[]) : null;
	const document = {
		...details,
		type: `about:blank#${problem.code}`,
		code: problem.code,
		title: sayProblem(locale, problem),
		status: problem.status,
		instance: `urn:uuid:${id}`,
		...(found ? { fields: found.map((field) => ({ ...field, title: sayField(locale, field.key) })) } : {}),
	};
	return new Response(JSON.stringify(document), {
		status: problem.status,
		headers: {
			'content-type': 'application/problem+json',
			'content-language': locale,
			'cache-control': 'no-store',
			...headersOf(problem),
		},
	});
}

/** What HTTP itself wants to know of a refusal. */
function headersOf({ code, status, details }: Problem): Record<string, string> {
	const { seconds, allow } = details;
	return {
		...(typeof seconds === 'number' ? { 'retry-after': String(Math.ceil(seconds)) } : {}),
		...(Array.isArray(allow) ? { allow: allow.join(', ') } : {}),
		...(status === 401
			? {
					'www-authenticate':
						code === 'token.invalid' || code === 'token.expired' ? 'Bearer error="invalid_token"' : 'Bearer',
				}
			: {}),
		...(code === 'token.scope-missing' ? { 'www-authenticate': 'Bearer error="insufficient_scope"' } : {}),
	};
}
