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
] as const;

export type EditorLabelKey = (typeof editorLabelKeys)[number];
export type EditorLabels = Record<string, string>;

/** All texts of the editor in one language, from a function that says `editor.KEY`. */
export const editorLabels = (say: (key: `editor.${EditorLabelKey}`) => string): EditorLabels =>
	Object.fromEntries(editorLabelKeys.map((key) => [key, say(`editor.${key}`)]));
