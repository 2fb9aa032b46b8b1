/** Every text the editor shows; the keys of its catalogue are `editor.KEY`. */
export const editorLabelKeys = [
	'label',
	'placeholder',
	'markdown-hint',
	'toolbar',
	'heading-2',
	'heading-3',
	'heading-4',
	'bold',
	'italic',
	'strike',
	'code',
	'bullet-list',
	'ordered-list',
	'quote',
	'code-block',
	'divider',
	'undo',
	'redo',
	'cancel',
	'remove',
	'link',
	'link-address',
	'link-apply',
	'link-remove',
	'link-invalid',
	'picture',
	'picture-alt',
	'picture-alt-hint',
	'picture-caption',
	'uploading',
	'upload-failed',
	'embed',
	'embed-address',
	'embed-apply',
	'embed-unknown',
	'embed-offer',
	'embed-keep',
	'insert',
	'insert-none',
	'more',
	'camera',
	'gallery',
	'table',
	'row-before',
	'row-after',
	'column-before',
	'column-after',
	'header-row',
	'header-column',
	'row-remove',
	'column-remove',
	'table-remove',
	'button',
	'button-label',
	'button-label-hint',
	'button-address',
	'file',
	'file-name',
	'contents',
	'contents-hint',
	'footnote',
	'footnote-text',
	'footnote-apply',
	'footnote-empty',
	'pictures-without-alt',
	'pictures-without-alt-go',
	'paste-too-long',
	'paste-pictures',
	'files-refused',
] as const;

export type EditorLabelKey = (typeof editorLabelKeys)[number];
export type EditorLabels = Record<string, string>;

/** Stands for a number in a label until it is known: see `withCount`. */
const count = '#';

/** All texts of the editor in one language, from a function that says `editor.KEY`. */
export const editorLabels = (
	say: (key: `editor.${EditorLabelKey}`, values: { count: string }) => string,
): EditorLabels => Object.fromEntries(editorLabelKeys.map((key) => [key, say(`editor.${key}`, { count })]));

/** A label with its number. */
export const withCount = (label: string | undefined, number: number): string =>
	(label ?? '').replace(count, String(number));
