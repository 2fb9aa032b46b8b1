export { search, mostFound, lastPage } from '#search/server/queries/search.ts';
export { suggest, type Suggestion } from '#search/server/queries/suggest.ts';
export { indexThings } from '#search/server/commands/index-things.ts';
export { searchPerson } from '#search/server/person-source.ts';
export { catchUp } from '#search/server/jobs/catch-up.ts';
export {
	followChanges,
	followImports,
	followMoves,
	followPeople,
	followRetagged,
	followTags,
} from '#search/server/jobs/follow-changes.ts';
