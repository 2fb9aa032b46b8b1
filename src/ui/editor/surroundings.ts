/** What stands around the text of an editor: fetched beside it, drawn a frame after it. */
export { default as EditorForms } from './EditorForms.svelte';
export { default as EditorToolbar } from './EditorToolbar.svelte';
