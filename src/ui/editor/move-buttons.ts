import { withCount, type EditorLabels } from './editor-labels.ts';
import type { NodePlace } from './node-field.ts';
import { ownStep } from './own-step.ts';

const steps = { 'picture-earlier': -1, 'picture-later': 1 } as const;

/**
 * Two buttons that put a picture before or behind its neighbour in a gallery, by keyboard as by finger. They say which one
 * of how many it is when they are reached, and keep the focus, so that pressing again moves on.
 */
export const moveButtons = (labels: EditorLabels, place: NodePlace): HTMLButtonElement[] =>
	Object.entries(steps).map(([key, step]) => {
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'editor-move';
		button.dataset['move'] = key;
		button.textContent = labels[key] ?? '';
		const say = (): void => {
			const at = stand(place);
			const where = at && withCount(labels['picture-place'], at.index + 1, at.count);
			button.ariaLabel = where ? `${labels[key] ?? ''} ${where}` : (labels[key] ?? '');
		};
		button.addEventListener('focus', say);
		button.addEventListener('click', () => move(place, step, key));
		return button;
	});

/** Which one of how many a picture is in its gallery; null when it stands alone. */
function stand({ editor, getPos }: NodePlace): { position: number; index: number; count: number } | null {
	const position = getPos();
	if (position === undefined) return null;
	const around = editor.state.doc.resolve(position);
	if (around.parent.type.name !== 'gallery') return null;
	return { position, index: around.index(), count: around.parent.childCount };
}

function move(place: NodePlace, step: -1 | 1, key: string): void {
	const at = stand(place);
	const to = at ? at.index + step : -1;
	if (!at || to < 0 || to >= at.count) return;
	const { editor } = place;
	const { doc } = editor.state;
	const [picture, gallery] = [doc.nodeAt(at.position), doc.resolve(at.position).parent];
	if (!picture) return;
	const neighbour = gallery.child(to).nodeSize;
	const target = at.position + (step > 0 ? neighbour : -neighbour);
	ownStep(editor);
	editor.view.dispatch(editor.state.tr.delete(at.position, at.position + picture.nodeSize).insert(target, picture));
	const moved = editor.view.nodeDOM(target);
	if (moved instanceof HTMLElement) moved.querySelector<HTMLElement>(`[data-move="${key}"]`)?.focus();
}
