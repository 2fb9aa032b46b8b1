import { Extension, type InputRule, markInputRule, textblockTypeInputRule, wrappingInputRule } from '@tiptap/core';

/**
 * Markdown as it is typed, also with a Chinese keyboard: full-width signs and the wide space do what their narrow siblings do
 * (`＃　`, `－ `, `１． `, `１、 `, `＞ `, `＊＊重點＊＊`, `～～刪掉～～`). One sign `#` is a large heading too: the title is above.
 */
export const chineseInput = (profile: 'article' | 'comment') =>
	Extension.create({
		name: 'chineseInput',
		addInputRules() {
			const { nodes, marks } = this.editor.schema;
			const rules: InputRule[] = [
				...(nodes['bulletList'] ? [wrappingInputRule({ find: /^[-+*－＊•]\s$/, type: nodes['bulletList'] })] : []),
				...(nodes['orderedList']
					? [
							wrappingInputRule({
								find: /^([0-9０-９]{1,4})[.．、)）]\s$/,
								type: nodes['orderedList'],
								getAttributes: (match) => ({ start: Number((match[1] ?? '1').normalize('NFKC')) }),
								joinPredicate: (match, node) =>
									node.childCount + Number(node.attrs['start']) === Number((match[1] ?? '').normalize('NFKC')),
							}),
						]
					: []),
				...(nodes['blockquote'] ? [wrappingInputRule({ find: /^＞\s$/, type: nodes['blockquote'] })] : []),
				...(marks['bold']
					? [markInputRule({ find: /(?:^|[^＊])(＊＊([^＊\s][^＊]*)＊＊)$/, type: marks['bold'] })]
					: []),
				...(marks['strike']
					? [markInputRule({ find: /(?:^|[^～])(～～([^～\s][^～]*)～～)$/, type: marks['strike'] })]
					: []),
			];
			const heading = profile === 'article' ? nodes['heading'] : undefined;
			if (heading)
				for (const [signs, level] of [
					['[#＃]|[#＃]{2}', 2],
					['[#＃]{3}', 3],
					['[#＃]{4}', 4],
				] as const)
					rules.push(
						textblockTypeInputRule({ find: new RegExp(`^(?:${signs})\\s$`), type: heading, getAttributes: { level } }),
					);
			return rules;
		},
	});
