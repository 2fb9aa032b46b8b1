/** Signs that mean something in LinkedIn's little text; one that is not escaped cuts a post off where it stands. */
const signs = /[\\<>~_|[\]*(){}@]/g;
/** A hashtag as people write one, after the signs were escaped. */
const hashtag = /(^|[^\p{L}\p{N}&/])[#＃]([\p{L}\p{N}]*\p{L}[\p{L}\p{N}]*)/gu;

/** A page of a company that is named so that it hears of it. */
const mention = /^@\[([^\]\n]+)\](\(urn:li:organization:\d+\))$/;

const escape = (text: string): string => text.replace(signs, (sign) => `\\${sign}`);

/** A text as LinkedIn wants it: what people wrote stays what they wrote, hashtags and pages that are named lead somewhere. */
export function littleText(text: string): string {
	return text
		.split(/(https?:\/\/\S+|@\[[^\]\n]+\]\(urn:li:organization:\d+\))/)
		.map((part, index) => {
			const named = mention.exec(part);
			if (named) return `@[${escape(named[1] ?? '').replaceAll('#', '\\#')}]${named[2]}`;
			const escaped = escape(part);
			if (index % 2) return escaped.replaceAll('#', '\\#');
			return escaped
				.replace(hashtag, (_whole, before: string, tag: string) => `${before}\u0000${tag}\u0001`)
				.replaceAll('#', '\\#')
				.replace(/\u0000([^\u0001]*)\u0001/g, (_whole, tag: string) => `{hashtag|\\#|${tag}}`);
		})
		.join('');
}

/** The words of a little text again. */
export const plainOf = (text: string): string =>
	text
		.replace(/\{hashtag\|\\?#\|([^}]*)\}/g, '#$1')
		.replace(/@\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/\\([\\<>#~_|[\]*(){}@])/g, '$1');
