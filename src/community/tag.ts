import { z } from 'zod';
import { oneLine } from '#platform/language/one-line.ts';

/** Tags of one thread, and characters of the longest, as of an article's. */
export const tagging = { most: 5, longest: 30 } as const;

/** Who makes tags that nobody had used: members from this trust level on, or (the last) only those who work here. */
export const tagMakers = [0, 1, 2, 3, 4] as const;

/** A tag as it is kept: one line of one width, without signs that cannot be seen, without the # that people write before it. */
export const cleanTag = (typed: string): string => oneLine(typed.normalize('NFKC')).replace(/^[#\s]+/, '');

/** One tag. A comma would part it where tags are typed; a name of dots alone is no address. */
export const tagName = z
	.string()
	.transform(cleanTag)
	.pipe(
		z
			.string()
			.min(1, 'missing')
			.max(tagging.longest, 'too-long')
			.regex(/^[^,，、]*$/, 'tag-comma')
			.regex(/[^.]/, 'wrong'),
	);

/** Tags as they are typed: between commas of any kind, before a #; between Chinese words where there is neither, a space is enough. */
export function splitTags(typed: string): string[] {
	const parted = typed.split(/[,，、]|\s+(?=[#＃])/);
	const parts = parted.length > 1 ? parted : typed.split(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u);
	return parts.map((tag) => tag.trim()).filter(Boolean);
}

/** What a form has at most in its field of tags, in characters; nobody's five tags are longer. */
const longestField = 400;

/** The tags of a thread, as a form types them or a program lists them; each once. What is wrong with one is said of them all. */
export const tagsField = z.union([z.string(), z.array(z.string())]).transform((given, context): string[] => {
	const refuse = (key: string): never[] => {
		context.addIssue({ code: 'custom', message: key });
		return [];
	};
	if (typeof given === 'string' && given.length > longestField) return refuse('too-long');
	const tags = new Set<string>();
	for (const typed of typeof given === 'string' ? splitTags(given) : given.slice(0, longestField)) {
		const { data, error } = tagName.safeParse(typed);
		if (error) return refuse(error.issues[0]?.message ?? 'wrong');
		tags.add(data);
	}
	return tags.size > tagging.most ? refuse('many-tags') : [...tags];
});

/** Where everything with a tag is read. */
export const tagPath = (tag: string): string => `/tags/${encodeURIComponent(tag)}`;
