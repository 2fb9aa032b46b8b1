import { Mark } from '@tiptap/core';
import { isHistoryTransaction } from '@tiptap/pm/history';
import { Fragment, type MarkType, type Node, Slice } from '@tiptap/pm/model';
import { type EditorState, Plugin, Selection, type Transaction } from '@tiptap/pm/state';
import { linkText } from '#platform/document/autolink.ts';
import { linkAddress } from './link-address.ts';

/**
 * A link. What is typed after one does not belong to it. An address in a text becomes one when a space or a new line
 * follows it, or when it is pasted: the same addresses that become links in an import, Chinese right behind them or not.
 */
export const linkMark = () =>
	Mark.create({
		name: 'link',
		priority: 1_000,
		inclusive: false,
		keepOnSplit: false,
		addAttributes: () => ({ href: { default: null }, rel: { default: null } }),
		parseHTML: () => [
			{
				tag: 'a[href]',
				getAttrs: (element) => {
					const href = linkAddress(element.getAttribute('href') ?? '');
					return href ? { href, rel: relationIn(element.getAttribute('rel') ?? '') } : false;
				},
			},
		],
		renderHTML: ({ mark: { attrs } }) => [
			'a',
			{ href: linkAddress(String(attrs['href'])) ?? '', rel: relationIn(String(attrs['rel'] ?? '')) },
			0,
		],
		addProseMirrorPlugins() {
			return [autolink(this.type)];
		},
	});

/** The one word of a `rel` that a document keeps; the server judges again. */
const relationIn = (rel: string): string | null =>
	/\bugc\b/.test(rel) ? null : (/\b(?:sponsored|nofollow)\b/.exec(rel)?.[0] ?? null);

interface Stretch {
	from: number;
	to: number;
	href: string;
}

/** The addresses of a text that stands at a position. */
function addresses(text: string, position: number): Stretch[] {
	let at = position;
	return linkText({ type: 'text', text }).flatMap((part) => {
		if (part.type !== 'text') return [];
		const [from, href] = [at, part.marks?.[0]?.type === 'link' ? part.marks[0].attrs.href : null];
		at += part.text.length;
		return href ? [{ from, to: at, href }] : [];
	});
}

/** The addresses of the word that was ended just now: by a space before the cursor, or by the line that it begins. */
function ended({ selection, doc }: EditorState): Stretch[] {
	const { $from, empty } = selection;
	if (!empty) return [];
	const begun = $from.parentOffset === 0;
	const $end = begun && $from.depth ? Selection.findFrom(doc.resolve($from.before()), -1, true)?.$head : $from;
	if (!$end || (begun && $end.parentOffset < $end.parent.content.size)) return [];
	const line = $end.parent.textBetween(0, $end.parentOffset, undefined, '\uFFFC');
	const word = (begun ? /[^\s\uFFFC]+$/ : /([^\s\uFFFC]+)[\s\uFFFC]$/).exec(line);
	return word ? addresses(word[1] ?? word[0], $end.start() + word.index) : [];
}

function autolink(type: MarkType): Plugin {
	const linked = (fragment: Fragment): Fragment => {
		const nodes: Node[] = [];
		fragment.forEach((node) => {
			if (!node.isText) return void nodes.push(node.copy(linked(node.content)));
			let done = 0;
			for (const { from, to, href } of addresses(node.text ?? '', 0)) {
				if (from > done) nodes.push(node.cut(done, from));
				nodes.push(node.cut(from, to).mark(type.create({ href }).addToSet(node.marks)));
				done = to;
			}
			if (done < node.nodeSize) nodes.push(done ? node.cut(done) : node);
		});
		return Fragment.fromArray(nodes);
	};
	return new Plugin({
		appendTransaction: (transactions, _before, state): Transaction | null => {
			// Nothing may touch a text in which an input method is at work, or take back what an undo brought back.
			const typed = transactions.some((one) => one.docChanged && !isHistoryTransaction(one));
			if (!typed || transactions.some((one) => one.getMeta('composition') !== undefined)) return null;
			const { code } = state.schema.marks;
			const free = ({ from, to }: Stretch): boolean =>
				!state.doc.resolve(from).parent.type.spec.code &&
				!state.doc.rangeHasMark(from, to, type) &&
				!(code && state.doc.rangeHasMark(from, to, code));
			const found = ended(state).filter(free);
			if (!found.length) return null;
			const { tr } = state;
			for (const { from, to, href } of found) tr.addMark(from, to, type.create({ href }));
			return tr.removeStoredMark(type);
		},
		props: {
			transformPasted: (slice, view, plain) =>
				plain && !view.state.selection.$from.parent.type.spec.code
					? new Slice(linked(slice.content), slice.openStart, slice.openEnd)
					: slice,
		},
	});
}
