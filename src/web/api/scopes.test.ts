import { expect, it } from 'vitest';
import { locales } from '#platform/language/locale.ts';
import { membershipText } from '#membership/messages/index.ts';
import { scopes } from '#web/api/scopes.ts';

it.each(locales)('says in %s what each scope allows', (locale) => {
	const say = membershipText(locale);
	expect(scopes.filter((scope) => say(`scope.${scope}` as 'scope.all') === `scope.${scope}`)).toEqual([]);
});
