/** Signs that mean something in LinkedIn's little text; one that is not escaped cuts a post off where it stands. */
const signs = /[\\<>~_|[\]*(){}@]/g;
/** A hashtag as people write one, after the signs were escaped. */
const hashtag = /(^|[^\p{L}\p{N}&/])[#＃]([\p{L}\p{N}]*\p{L}[\p{L}\p{N}]*)/gu;

/** A text as LinkedIn wants it: what people wrote stays what they wrote, and hashtags lead somewhere. */
export function littleText(text: string): string {
	return text
		.split(/(https?:\/\/\S+)/)
		.map((part, index) => {
			const escaped = part.replace(signs, (sign) => `\\${sign}`);
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
