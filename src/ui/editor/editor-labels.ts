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
	'picture-earlier',
	'picture-later',
	'picture-place',
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

/** Stand for numbers in a label until they are known: see `withCount`. */
const numbers = { count: '#', of: '%' };

/** All texts of the editor in one language, from a function that says `editor.KEY`. */
export const editorLabels = (say: (key: `editor.${EditorLabelKey}`, values: typeof numbers) => string): EditorLabels =>
	Object.fromEntries(editorLabelKeys.map((key) => [key, say(`editor.${key}`, numbers)]));

/** A label with its number, and with how many there are where it says so. */
export const withCount = (label: string | undefined, number: number, of = 0): string =>
	(label ?? '').replace(numbers.count, String(number)).replace(numbers.of, String(of));
