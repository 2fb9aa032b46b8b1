import type { DOMOutputSpec, Node } from '@tiptap/pm/model';

/**
 * The attributes of a node, written as one JSON into what is copied, so that the node survives copy and paste within the
 * site. What comes back is judged by `accept` here and by the server again.
 */
export function carriedAttributes(
	tag: string,
	name: string,
	defaults: Record<string, unknown>,
	accept: (attrs: Record<string, unknown>) => boolean,
	inside: (attrs: Record<string, unknown>) => DOMOutputSpec[] = () => [],
) {
	const read = (element: HTMLElement): Record<string, unknown> | false => {
		try {
			const value = JSON.parse(element.dataset[name] ?? '') as Record<string, unknown>;
			const attrs = Object.fromEntries(
				Object.entries(defaults).map(([key, fallback]) => [key, Object.hasOwn(value, key) ? value[key] : fallback]),
			);
			return accept(attrs) && attrs;
		} catch {
			return false;
		}
	};
	return {
		addAttributes: () =>
			Object.fromEntries(Object.entries(defaults).map(([key, value]) => [key, { default: value, rendered: false }])),
		parseHTML: () => [{ tag: `${tag}[data-${name}]`, getAttrs: read }],
		renderHTML: ({ node }: { node: Node }): DOMOutputSpec => [
			tag,
			{ [`data-${name}`]: JSON.stringify(node.attrs) },
			...inside(node.attrs),
		],
	};
}
