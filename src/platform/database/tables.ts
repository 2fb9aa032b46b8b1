/**
 * Every table of a site's database, by its full name (`community.comment`). Each module adds its own tables to this
 * interface from its generated `server/tables.ts`; the platform itself names none.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by the modules through declaration merging
export interface Tables {}
