import { endpoints } from '#web/api/endpoints.ts';

/** What a token may be allowed to do: one word for each thing that the API offers. */
export const scopes: readonly string[] = [...new Set(endpoints.map(({ scope }) => scope))].sort();
