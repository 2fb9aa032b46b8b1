const escape = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The textarea that stands where the editor will be. The line end at its beginning is the one that HTML takes away. */
export const fallbackTextarea = (id: string, name: string, text: string): string =>
	`<textarea id="${escape(id)}-markdown" name="${escape(name)}" rows="12" aria-describedby="${escape(id)}-hint">\n${escape(text)}</textarea>`;
