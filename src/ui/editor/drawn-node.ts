import type { NodeViewRenderer } from '@tiptap/core';
import { type NodePlace, ownEvent } from './node-field.ts';

/** What a node looks like in the editor, and how it shows other attributes. */
export interface Drawn {
	dom: HTMLElement;
	show: (attrs: Record<string, unknown>) => void;
}

/** A node that is drawn once and shows its attributes anew when they change; keys and clicks in its fields are its own. */
export const drawnNode =
	(draw: (place: NodePlace) => Drawn): (() => NodeViewRenderer) =>
	() =>
	({ node, editor, getPos }) => {
		const { dom, show } = draw({ editor, getPos });
		show(node.attrs);
		return {
			dom,
			update: (next) => {
				if (next.type !== node.type) return false;
				show(next.attrs);
				return true;
			},
			stopEvent: ownEvent,
			ignoreMutation: () => true,
		};
	};
