/** Which places may show conversations was changed; about `embeds`. */
export const embedsChanged = 'embeds.changed';
/** A page elsewhere is talked about for the first time; about `embeds` and `page:ID`; data `{ page, thread }`. */
export const pageOpened = 'embed.opened';
