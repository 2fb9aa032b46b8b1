/** Most terms that are kept of an article. */
const most = 24;

/** How much more often a word of the title counts. */
const titleWeight = 4;

/** Characters of which Chinese sentences are made whatever they are about; a pair with one of them says little. */
const grammar = new Set(
	'的了是在我你妳他她它們這那有和也就都不很要會可以與及或而但其於之為從到把被讓給對跟說一二三個些每各嗎呢吧啊呀喔著過得地上下中來去還又再只才更最太多少大小人時年月日天用做想看知道什麼怎樣如果因所沒'.split(
		'',
	),
);
const english = new Set(
	'the and for are was were with that this from have has had not but you your our its they them their will would can could about into than then there here what when where which who how why all any more most some one two also just like only over such very been being because after before'.split(
		' ',
	),
);

/**
 * Words that tell what an article is about, most telling first: pairs of Chinese characters and Latin words, those said
 * often and in the title first. A pair says more than a character and needs no dictionary.
 */
export function termsOf(title: string, text: string): string[] {
	const counts = new Map<string, number>();
	const count = (source: string, weight: number): void => {
		for (const term of termsIn(source)) counts.set(term, (counts.get(term) ?? 0) + weight);
	};
	count(title, titleWeight);
	count(text, 1);
	return [...counts]
		.filter(([, times]) => times > 1)
		.sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
		.slice(0, most)
		.map(([term]) => term);
}

function* termsIn(text: string): Generator<string> {
	for (const [run] of text
		.normalize('NFKC')
		.toLowerCase()
		.matchAll(/\p{Script=Han}+|\p{Script=Latin}{3,}/gu)) {
		if (/^\p{Script=Latin}/u.test(run)) {
			if (!english.has(run)) yield run;
			continue;
		}
		const characters = [...run];
		for (let at = 0; at + 1 < characters.length; at++) {
			const [first, second] = [characters[at] as string, characters[at + 1] as string];
			if (!grammar.has(first) && !grammar.has(second)) yield first + second;
		}
	}
}
