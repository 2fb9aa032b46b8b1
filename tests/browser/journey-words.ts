import { commerceText } from '#commerce/messages/index.ts';
import { communityText } from '#community/messages/index.ts';
import { contentText } from '#content/messages/index.ts';
import { inboxText } from '#inbox/messages/index.ts';
import { insightText } from '#insight/messages/index.ts';
import { membershipText } from '#membership/messages/index.ts';
import { practiceText } from '#network/practice/messages/index.ts';
import type { Locale } from '#platform/language/locale.ts';
import { publishingText } from '#publishing/messages/index.ts';
import { siteText } from '#site/messages/index.ts';
import { editorText } from '#ui/editor/messages/index.ts';

/** What people find on the pages of the journey, and press: the product's own words in one language. */
export function wordsIn(locale: Locale) {
	const [site, content, publishing] = [siteText(locale), contentText(locale), publishingText(locale)];
	const [editor, community, membership] = [editorText(locale), communityText(locale), membershipText(locale)];
	const network = practiceText(locale)('network.title');
	return {
		brand: site('setup.name'),
		tagline: site('setup.tagline'),
		language: site('setup.locale'),
		owner: site('setup.owner.name'),
		ownerEmail: site('setup.owner.email'),
		password: site('setup.owner.password'),
		open: site('setup.finish'),
		today: site('today.title'),
		steps: [site('today.step.write'), site('today.step.share'), site('today.step.invite')],
		title: content('edit.field.title'),
		publish: content('edit.publish'),
		read: content('edit.read'),
		share: content('edit.share'),
		phone: content('edit.preview.phone'),
		desktop: content('edit.preview.desktop'),
		link: editor('editor.link'),
		linkAddress: editor('editor.link-address'),
		linkApply: editor('editor.link-apply'),
		alt: editor('editor.picture-alt'),
		caption: editor('editor.picture-caption'),
		practice: publishing('accounts.open-practice'),
		paste: publishing('paste.make'),
		post: publishing('share.text'),
		send: publishing('share.send', { network }),
		collect: publishing('post.collect'),
		openPost: practiceText(locale)('post.open'),
		saysThere: practiceText(locale)('comment.send'),
		origin: community('comment.origin', { network }),
		answer: inboxText(locale)('form.label'),
		sendAnswer: inboxText(locale)('form.send'),
		shop: commerceText(locale)('sources.new-name'),
		handle: commerceText(locale)('sources.new-handle'),
		connect: commerceText(locale)('sources.connect'),
		revenue: insightText(locale)('board.revenue'),
		robot: insightText(locale)('drop.robot'),
		staff: insightText(locale)('drop.staff'),
		comment: community('form.label'),
		sendComment: community('form.send'),
		name: membership('join.name'),
		email: membership('join.email'),
		mail: membership('join.send'),
		code: membership('join.code'),
		done: membership('join.confirm'),
	};
}

export type Words = ReturnType<typeof wordsIn>;
