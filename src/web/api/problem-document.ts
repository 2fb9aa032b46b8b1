import type { FieldProblem } from '#platform/problem.ts';
import { Problem } from '#platform/problem.ts';
import type { Locale } from '#platform/language/locale.ts';
import { sayField, sayProblem } from '#web/say-problem.ts';

/** A refusal as a problem document (RFC 9457). `code` is ours and stable; `title` is a sentence for people. */
export function problemDocument(problem: Problem, locale: Locale, id: string): Response {
	const { fields, ...details } = problem.details;
	const found = Array.isArray(fields) ? (fields as FieldProblem[]) : null;
	const document = {
		type: `about:blank#${problem.code}`,
		code: problem.code,
		title: sayProblem(locale, problem),
		status: problem.status,
		instance: id,
		...details,
		...(found ? { fields: found.map((field) => ({ ...field, title: sayField(locale, field.key) })) } : {}),
	};
	const retry: Record<string, string> = typeof details['seconds'] === 'number' ? { 'retry-after': String(Math.ceil(details['seconds'])) } : {};
	return new Response(JSON.stringify(document), {
		status: problem.status,
		headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...retry },
	});
}
