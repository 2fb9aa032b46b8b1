import type { Ctx } from '#platform/context/context.ts';
import { holds } from '#platform/actor.ts';
import { timeText } from '#platform/language/time-text.ts';
import { countFailedMail } from '#platform/mail/list-mail.ts';
import { starSigns } from '#community/stars.ts';
import { contentText } from '#content/messages/index.ts';
import { mayReview, mayWrite } from '#content/policy.ts';
import { listDrafts } from '#content/server/index.ts';
import { gatheringText } from '#gathering/messages/index.ts';
import { mayKeepDoor } from '#gathering/policy.ts';
import { listNearGatherings } from '#gathering/server/index.ts';
import { mayAnswer } from '#inbox/policy.ts';
import { listConversations } from '#inbox/server/index.ts';
import { membershipText } from '#membership/messages/index.ts';
import { mayFillGroups, mayInvite, mayKeepDesk, mayLetIn } from '#membership/policy.ts';
import { countApplicants, countGroupAskers, countMembers, countRequests } from '#membership/server/index.ts';
import { notificationText } from '#notification/messages/index.ts';
import { maySeeMailings } from '#notification/policy.ts';
import { listTroubledMailings } from '#notification/server/index.ts';
import { publishingText } from '#publishing/messages/index.ts';
import { mayConnect, maySeePosts, mayShare } from '#publishing/policy.ts';
import {
	listExpiring,
	listPosts,
	listRefusedVariants,
	listReviews,
	listTroubledPosts,
} from '#publishing/server/index.ts';
import { mayReadBoard } from '#insight/policy.ts';
import { readFunnel, siteDay } from '#insight/server/index.ts';
import { siteText } from '#site/messages/index.ts';

/** At most this many things wait on the page: more would be a list nobody reads. */
const mostTasks = 7;
const dayLong = 86_400_000;

export interface Task {
	text: string;
	action: string;
	href: string;
}

/**
 * What the first page of the console says: what needs a person, worst first; the next steps of a new site; what changed. Everybody
 * who works here lands on it, so each part is asked for only by those who may see it.
 */
export async function readToday(ctx: Ctx, timeZone: string) {
	const say = siteText(ctx.locale);
	const tell = contentText(ctx.locale);
	const sayPosts = publishingText(ctx.locale);
	const sayMailing = notificationText(ctx.locale);
	const [
		requests,
		applicants,
		askers,
		waiting,
		failed,
		refused,
		reviews,
		connections,
		mailings,
		drafts,
		submitted,
		posts,
		members,
		mail,
		events,
		funnel,
	] = await Promise.all([
		mayKeepDesk(ctx.actor) ? countRequests(ctx, {}) : { open: 0, pressing: 0 },
		mayLetIn(ctx.actor) ? countApplicants(ctx, {}) : 0,
		mayFillGroups(ctx.actor) ? countGroupAskers(ctx, {}) : 0,
		mayAnswer(ctx.actor) ? listConversations(ctx, { state: 'waiting' }) : { items: [] },
		maySeePosts(ctx.actor) ? listTroubledPosts(ctx, {}) : [],
		maySeePosts(ctx.actor) ? listRefusedVariants(ctx, {}) : [],
		mayShare(ctx.actor) ? listReviews(ctx, {}) : { asked: [], returned: [] },
		mayConnect(ctx.actor) ? listExpiring(ctx, {}) : { accounts: [], versions: [] },
		maySeeMailings(ctx.actor) ? listTroubledMailings(ctx, {}) : [],
		// Whoever does not write has no articles to go on with.
		mayWrite(ctx.actor) ? listDrafts(ctx, {}) : { items: [] },
		mayReview(ctx.actor) ? listDrafts(ctx, { state: 'submitted', limit: mostTasks }) : { items: [] },
		maySeePosts(ctx.actor) ? listPosts(ctx, { limit: 1 }) : { items: [] },
		countMembers(ctx, {}),
		holds(ctx.actor, 'owner') ? countFailedMail(ctx, {}) : 0,
		mayKeepDoor(ctx.actor) ? listNearGatherings(ctx, {}) : [],
		mayReadBoard(ctx.actor)
			? readFunnel(ctx, {
					from: siteDay(ctx.now.getTime() - dayLong, timeZone),
					to: siteDay(ctx.now.getTime(), timeZone),
				})
			: null,
	]);
	const tasks: Task[] = [
		...(requests.open
			? [
					{
						text: membershipText(ctx.locale)('today.requests', { ...requests }),
						action: say('today.task.look'),
						href: '/console/members/privacy',
					},
				]
			: []),
		...(applicants
			? [
					{
						text: membershipText(ctx.locale)('joining.waiting', { count: applicants }),
						action: say('today.task.look'),
						href: '/console/members/joining',
					},
				]
			: []),
		...(askers
			? [
					{
						text: membershipText(ctx.locale)('group.today', { count: askers }),
						action: say('today.task.look'),
						href: '/console/members/groups',
					},
				]
			: []),
		...events.map(({ id, title, begins, taken, waiting }) => ({
			text: gatheringText(ctx.locale)('today.near', {
				title: short(title),
				time: timeText(begins, ctx.locale, timeZone),
				taken,
				waiting: waiting ?? 0,
			}),
			action: gatheringText(ctx.locale)('today.door'),
			href: `/console/events/${id}/door`,
		})),
		...failed.map((post) => ({
			text:
				post.state === 'unconfirmed'
					? sayPosts(post.trouble === 'by-hand' ? 'today.by-hand' : 'today.unconfirmed', {
							text: short(post.text),
							network: post.account.title,
						})
					: say('today.task.post', { text: short(post.text) }),
			action: sayPosts(post.state === 'unconfirmed' ? 'today.decide' : 'today.see-why'),
			href: `/console/publishing/posts/${post.id}`,
		})),
		...refused.map(({ draft, text, name, title }) => ({
			text: sayPosts('today.variant-refused', { text: short(text), name, network: title }),
			action: sayPosts('today.see-why'),
			href: `/console/posts/${draft}`,
		})),
		...connections.accounts.map(({ name, title, network, days }) => ({
			text:
				days === null
					? sayPosts('today.refused', { name, network: title })
					: sayPosts('today.expiring', { name, network: title, days }),
			action: sayPosts('today.reconnect'),
			href: `/console/publishing/accounts/${network}`,
		})),
		...connections.versions.map(({ title, version, days }) => ({
			text: sayPosts('today.version', { network: title, version, days }),
			action: sayPosts('today.look'),
			href: '/console/publishing/accounts',
		})),
		...mailings.map(({ id, subject }) => ({
			text: sayMailing('today.troubled', { subject: short(subject) }),
			action: sayMailing('today.look'),
			href: `/console/mailings/${id}`,
		})),
		...waiting.items.map((conversation) => ({
			text: say('today.task.conversation', {
				author: conversation.author,
				text: short(`${conversation.stars ? `${starSigns(conversation.stars)} ` : ''}${conversation.text}`),
			}),
			action: say('today.task.answer'),
			href: `/console/inbox/${conversation.id}`,
		})),
		...(mail
			? [{ text: say('today.task.mail', { count: mail }), action: say('today.task.look'), href: '/console/mail' }]
			: []),
		...reviews.asked.map(({ id, text }) => ({
			text: sayPosts('today.review', { text: short(text) }),
			action: sayPosts('today.review.act'),
			href: `/console/posts/${id}`,
		})),
		...reviews.returned.map(({ id, text }) => ({
			text: sayPosts('today.review-returned', { text: short(text) }),
			action: say('today.task.go-on'),
			href: `/console/posts/${id}`,
		})),
		...submitted.items.map((article) => ({
			text: tell('today.review', { title: article.title }),
			action: tell('today.review.act'),
			href: `/console/content/${article.id}`,
		})),
		...drafts.items
			.filter(({ state }) => state === 'returned' || state === 'approved')
			.map(({ id, title, state }) => ({
				text: tell(state === 'returned' ? 'today.returned' : 'today.approved', { title }),
				action: say('today.task.go-on'),
				href: `/console/content/${id}`,
			})),
		...drafts.items
			.filter(({ state }) => state === 'draft')
			.slice(0, 2)
			.map((draft) => ({
				text: say('today.task.draft', { title: draft.title }),
				action: say('today.task.go-on'),
				href: `/console/content/${draft.id}`,
			})),
	];
	const written = drafts.items.find((draft) => draft.published);
	const steps = [
		{
			title: say('today.step.write'),
			text: say('today.step.write.text'),
			href: '/console/content/new',
			done: written !== undefined,
			may: mayWrite(ctx.actor),
		},
		{
			title: say('today.step.share'),
			text: say('today.step.share.text'),
			href: written ? `/console/publishing/share?article=${written.id}` : '/console/publishing',
			done: posts.items.length > 0,
			may: mayShare(ctx.actor),
		},
		{
			title: say('today.step.invite'),
			text: say('today.step.invite.text', { url: `${ctx.site.url}/join` }),
			href: '/join',
			done: members > 1,
			may: mayInvite(ctx.actor, { role: 'member' }),
		},
	];
	const happened = (step: string): number => funnel?.steps.find((one) => one.step === step)?.count ?? 0;
	const news = funnel && [
		say('today.news.visits', { count: happened('visits') }),
		say('today.news.members', { count: happened('members') }),
		say('today.news.comments', { count: funnel.comments.home + funnel.comments.back }),
	];
	return { tasks: tasks.slice(0, mostTasks), steps: steps.filter(({ may }) => may), news: news ?? [] };
}

const short = (text: string): string => ([...text].length > 40 ? `${[...text].slice(0, 40).join('')}…` : text);
