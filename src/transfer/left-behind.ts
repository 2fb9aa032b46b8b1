/**
 * Every table whose rows leave with a site in the lists and files of `export-format.ts`, beside the keepsakes that the rooms
 * declare themselves. `carried.test.ts` finds a new one that is told of nowhere.
 */
export const inLists: readonly string[] = [
	...['site.brand', 'site.contact', 'site.announcement', 'site.menu', 'site.menu_item', 'seo.setting'],
	...['content.article', 'content.article_author', 'content.former_slug', 'content.page', 'content.former_page_slug'],
	...['content.revision', 'content.series', 'content.tag', 'seo.override', 'seo.redirect'],
	...['media.picture', 'media.file', 'media.portrait', 'membership.member', 'membership.consent', 'membership.notice'],
	...['membership.field', 'membership.field_answer'],
	...['community.category', 'community.thread', 'community.comment', 'community.answer', 'community.idea'],
	...[
		'community.admission',
		'community.vote',
		'community.poll',
		'community.choice',
		'community.ballot',
		'community.sign',
	],
	...['community.reaction', 'community.following', 'publishing.link', 'publishing.post'],
	...['commerce.product', 'commerce.order', 'commerce.order_item', 'commerce.order_entry'],
];

const secret = 'keys and what they open stay in the house that they were made for';
const passing = 'of this moment: it is over before anybody has moved';
const made = 'made anew of what came';
const here = 'work of this house’s machines: what it did, not what it keeps';
const between =
	'what members wrote to each other is theirs: the owner, who takes an export, may not read it either; everybody has their own words in their archive';
const followed =
	'others follow the keys of a house: the next one is switched on under a name of its own, and followed anew';

/** Tables that stay, each with the reason. */
export const leftBehind: Readonly<Record<string, string>> = {
	// Keys.
	'membership.session': secret,
	'membership.password': secret,
	'membership.passkey': secret,
	'membership.token': secret,
	'membership.second_factor': secret,
	'membership.recovery_code': secret,
	'membership.signing_key': secret,
	'membership.provider': secret,
	'membership.provider_account':
		'who somebody is at a provider is proved anew there, since the house’s own name there is a key',
	'membership.client': secret,
	'membership.invitation': secret,
	'membership.door': 'who may come in, and by how many proofs, is decided where the doors are',
	'notification.door': secret,
	'notification.mailbox': secret,
	'publishing.app': secret,
	'publishing.ad_desk': secret,
	'commerce.source': 'a shop is named by its orders; its key stays',
	'seo.search_console': secret,
	'federation.speaker': secret,
	'federation.setting': followed,
	'federation.follower': followed,
	'federation.liked': 'who likes what elsewhere, and passes it on, is told to the house whose keys they know',
	'site.domain_claim': 'a claim is proved to one house',
	// Of this moment.
	'membership.code': passing,
	'membership.challenge': passing,
	'membership.held_act': passing,
	'membership.sign_in_link': passing,
	'membership.attempt': passing,
	'membership.arrival': passing,
	'membership.provider_return': passing,
	'membership.client_code': passing,
	'membership.client_token': passing,
	'community.held': 'what a visitor wrote before joining waits a day in the browser that it was written in',
	'content.open_editor': passing,
	'notification.ask': passing,
	'notification.heard_call': passing,
	'publishing.offer': passing,
	'publishing.allowance': passing,
	'publishing.way': passing,
	// Between people.
	'message.talk': between,
	'message.message': between,
	'message.seat': between,
	'message.closed_door': 'who wants no messages says so where they are written',
	'moderation.report': 'copies of what members handed over stay with those whom they were handed to',
	// Made of the rest.
	'community.reaction_count': made,
	'community.rated': made,
	'community.helper': made,
	'community.preview': 'what other places say of themselves is asked for anew',
	'community.rule': 'whether this house calls other places is said where it stands',
	'content.related': made,
	'media.picture_use': made,
	'media.file_use': made,
	'media.crop': made,
	'media.picture_sender': 'who brought a picture into a conversation is told by who says there what shows it',
	'media.social_picture': made,
	'membership.preference': made,
	'membership.trait': made,
	'membership.segment_member': made,
	'search.entry': made,
	'search.word': made,
	// What the house did.
	'community.group_call': 'who called whom when was told then',
	'community.visit': 'what is new since somebody was last here begins anew',
	'membership.look': 'who of the staff looked at whom is answered for by the house where they looked',
	'notification.delivery': 'who was mailed what is answered for by the house that mailed it',
	'notification.click': here,
	'notification.post_office': here,
	'federation.sent': here,
	'federation.delivery': here,
	'federation.heard': here,
	'notification.notice': 'what was told to members was told',
	'notification.bundle': here,
	'notification.reply': here,
	'notification.device': 'a browser is bound to the key of the house that it was switched on in',
	'notification.push': here,
	'notification.missive': 'who was sent which letter is answered for by the house that sent it',
	'community.highlight': 'every week has a thread of its own; those of before were told of',
	'publishing.attempt': here,
	'publishing.amendment': here,
	'publishing.conversion': 'what an ad network was told is answered for by the house that told it',
	'publishing.mention': 'what others say stands on the networks, and is found anew',
	'publishing.message': 'what people wrote to a house is between them and it, and stands on the network',
	'publishing.comment': 'what is said beneath posts is on the networks, and collected anew',
	'inbox.conversation': 'old news is not news: no inbox fills with what was answered elsewhere',
	'inbox.answer': 'an answer under an article is a comment, one on a network is there',
	'insight.visit': 'visits are counted where they were',
	'insight.reading': 'visits are counted where they were',
	'insight.tally': 'visits are counted where they were',
	'insight.click': 'visits are counted where they were',
	'insight.drop': 'visits are counted where they were',
	'seo.search_day': 'the search engine tells it anew',
	'seo.search_row': 'the search engine tells it anew',
};

/** Schemas of the ground and of tools: nothing in them is the site’s. */
export const noContent: readonly string[] = ['platform', 'job', 'transfer', 'practice'];
