export { allowHost, AllowHost, forbidHost } from '#embed/server/commands/allow-host.ts';
export { keepPage, openPage } from '#embed/server/commands/open-page.ts';
export { countTalk, mostCounts } from '#embed/server/queries/count-talk.ts';
export { findPage, listHosts, readEmbeds, readPage } from '#embed/server/queries/read-embeds.ts';
export { embedKeepsakes } from '#embed/server/keepsakes.ts';
