import type { ThreadKind } from '#community/kind.ts';
import { longestQuestion, type PlaceName } from '#search/entry.ts';
import { fold } from '#platform/language/fold.ts';
import { runs } from '#search/runs.ts';
import { beginning, formsOf, quoted } from '#search/vector.ts';

/** Most terms of a question. */
const mostTerms = 8;

/** What somebody looks for. */
export interface Question {
	/** Folded; each must be there. */
	terms: string[];
	/** Folded; none may be there. */
	without: string[];
	/** The author, by handle or name. */
	by?: string;
	/** The category, by address or name, or a kind of thing (`kindsIn`). */
	in?: string;
	tag?: string;
	/** Day, `2026-11-26` or the beginning of one: `2026`. */
	after?: string;
	before?: string;
	/** The kind of its thread (`threadKindCalled`). */
	kind?: string;
	/** `yes`: threads that were answered and what stands in them; `no`: questions that nobody answered. */
	solved?: 'yes' | 'no';
}

const asked =
	/(?<not>-)?(?:["“「『](?<phrase>[^"”」』]*)["”」』]?|(?<key>by|in|tag|kind|after|before|solved)[:：](?:["“「『](?<named>[^"”」』]+)["”」』]?|(?<value>\S+))|(?<word>\S+))/giu;

/**
 * Reads a question: words of which each must be found, "a phrase", -without, by:handle, in:category, tag:name, kind:question, solved:yes, after:2026-01
 * and before:2026/6/30. A name with a space in it stands in quotes: by:"Mei Chen". Signs that mean nothing are left out.
 */
export function readQuestion(text: string): Question {
	const question: Question = { terms: [], without: [] };
	for (const { groups } of text.slice(0, longestQuestion).matchAll(asked)) {
		const { not, phrase, key, word, named } = groups ?? {};
		const value = (named ?? groups?.['value'])?.trim();
		if (key && value) {
			const name = key.toLowerCase() as 'by' | 'in' | 'tag' | 'kind' | 'after' | 'before' | 'solved';
			if (name === 'solved') {
				const said = /^(?:(yes|y|1|是|已解決)|(no|n|0|否|未解決))$/i.exec(value);
				if (said) question.solved = said[1] ? 'yes' : 'no';
				continue;
			}
			if (name === 'after' || name === 'before') {
				const day = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(value)?.slice(1).filter(Boolean);
				if (day) question[name] = day.map((part) => part.padStart(2, '0')).join('-');
			} else question[name] = value.replace(/^@/, '');
			continue;
		}
		const term = fold(phrase ?? word ?? '').text.trim();
		const list = not ? question.without : question.terms;
		if (runs(term).length && !list.includes(term) && list.length < mostTerms) list.push(term);
	}
	return question;
}

/** The same question among one kind of things only; or, null, wherever it was asked to look before. */
export const askedWithin = (text: string, place: PlaceName | null): string => askedAnew(text, 'in', place);

/** The same question among threads of one kind; or, null, of any. */
export const askedOfKind = (text: string, kind: ThreadKind | null): string => askedAnew(text, 'kind', kind);

const askedAnew = (text: string, key: 'in' | 'kind', value: string | null): string =>
	[text.replace(givenTo[key], ' '), value && `${key}:${value}`].filter(Boolean).join(' ').replace(/\s+/g, ' ').trim();
const givenTo = {
	in: /(^|\s)-?in[:：](?:["“「『][^"”」』]+["”」』]?|\S+)/giu,
	kind: /(^|\s)-?kind[:：](?:["“「『][^"”」』]+["”」』]?|\S+)/giu,
};

/** True when there is nothing to look for. */
export const isEmpty = ({ terms, by, in: within, tag, kind, after, before, solved }: Question): boolean =>
	!terms.length && !by && !within && !tag && !kind && !after && !before && !solved;

/**
 * A term as PostgreSQL's `tsquery`: its pairs one after the other, at their distances. A single character stands anywhere; before other writing
 * it ends its run, after other writing it begins one. The last word may be the beginning of a longer one.
 */
export function termQuery(term: string): string {
	const found = runs(term);
	const steps: { lexeme: string; position: number }[] = [];
	found.forEach((run, index) => {
		const last = index === found.length - 1;
		if (run.kind === 'word') {
			const forms = formsOf(run.text).map(quoted);
			const lexeme = last ? [`${forms[0]}:*`, ...forms.slice(1)] : forms;
			steps.push({ lexeme: lexeme.length > 1 ? `(${lexeme.join(' | ')})` : (lexeme[0] ?? ''), position: run.position });
			return;
		}
		const characters = [...run.text];
		if (characters.length === 1)
			steps.push({ lexeme: quoted(last && index ? beginning(run.text) : run.text), position: run.position });
		for (let at = 0; at + 1 < characters.length; at++)
			steps.push({
				lexeme: quoted(`${characters[at]}${characters[at + 1]}`),
				position: run.position + at,
			});
	});
	return steps
		.map(({ lexeme, position }, index) =>
			index ? ` <${position - (steps[index - 1]?.position ?? 0)}> ${lexeme}` : lexeme,
		)
		.join('');
}

/** Several terms as one `tsquery`: every one of them, or any. */
export const termsQuery = (terms: readonly string[], joined: '&' | '|'): string =>
	terms.map((term) => `(${termQuery(term)})`).join(` ${joined} `);
