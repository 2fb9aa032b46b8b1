// The site's service worker: shows what a member is told while no page is open, and keeps public articles that a member read for when
// there is no network. What it keeps is made as for a visitor: nothing of anybody is in it.
const [shell, pages, pictures] = ['shell-1', 'pages-1', 'pictures-1'];
const [mostPages, mostPictures] = [40, 120];
const furniture = ['/aside.css', '/offline-list.js'];
const offline = '/offline';

addEventListener('install', (event) => {
	skipWaiting();
	event.waitUntil(caches.open(shell).then((cache) => cache.addAll(furniture)));
});
addEventListener('activate', (event) => {
	event.waitUntil((async () => {
		// What another version kept is not read by this one.
		for (const name of await caches.keys()) if (![shell, pages, pictures].includes(name)) await caches.delete(name);
		await registration.navigationPreload?.enable();
		await clients.claim();
	})());
});

/** A page as any visitor gets it, in the language of whoever reads. */
const copyOf = (path, lang) => fetch(path, { credentials: 'omit', headers: { 'x-offline-copy': lang } });

addEventListener('message', (event) => {
	const { lang, path, shown } = event.data ?? {};
	if (lang) event.waitUntil(Promise.all([freshen(lang), path && keep(path, lang, shown ?? [])]));
});

/** The page for when there is no network: in the language of the last page, and a day old at most. */
async function freshen(lang) {
	const cache = await caches.open(shell);
	const kept = await cache.match(offline);
	const made = Date.parse(kept?.headers.get('date') ?? '');
	if (kept && Date.now() - made < 86_400_000 && (await kept.text()).includes(`<html lang="${lang}"`)) return;
	const answer = await copyOf(offline, lang);
	if (answer.ok) await cache.put(offline, answer);
	if (kept) await cache.addAll(furniture);
}

async function keep(path, lang, shown) {
	const answer = await copyOf(path, lang);
	if (!answer.ok || answer.redirected || !answer.headers.get('cache-control')?.startsWith('public')) return;
	// What is for members is not kept: on this device anybody may look.
	if (/"isAccessibleForFree":\s*false/.test(await answer.clone().text())) return;
	await lay(pages, path, answer, mostPages);
	for (const picture of shown.slice(0, 30)) {
		if (await caches.match(picture, { cacheName: pictures })) continue;
		const file = await fetch(picture, { credentials: 'omit' }).catch(() => null);
		if (file?.ok) await lay(pictures, picture, file, mostPictures);
	}
}

/** Lays something on top; what was read longest ago makes room. */
async function lay(name, key, answer, most) {
	const cache = await caches.open(name);
	await cache.delete(key);
	await cache.put(key, answer);
	const keys = await cache.keys();
	for (const old of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(old);
}

const own = /^\/(?:console|account|messages|api|setup|oidc|webhooks|files|go|r|practice)(?:\/|$)/;

addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (origin !== location.origin) return;
	if (request.mode === 'navigate' && request.method === 'POST' && pathname === '/logout') return event.respondWith(leave(event));
	if (request.method !== 'GET') return;
	if (request.mode === 'navigate' && !own.test(pathname)) return event.respondWith(visit(event, pathname));
	if (furniture.includes(pathname)) return event.respondWith(orKept(event, shell, pathname));
	if (pathname.startsWith('/media/')) return event.respondWith(orKept(event, pictures, request.url));
});

async function visit(event, path) {
	try {
		return (await event.preloadResponse) ?? (await fetch(event.request));
	} catch {
		return (await caches.match(path, { cacheName: pages })) ?? (await caches.match(offline, { cacheName: shell })) ?? Response.error();
	}
}

const orKept = (event, cacheName, key) =>
	fetch(event.request).catch(async () => (await caches.match(key, { cacheName })) ?? Response.error());

/** Whoever leaves takes along what they read here, and is told nothing here any more. */
async function leave(event) {
	const answer = await fetch(event.request);
	event.waitUntil(Promise.all([
		caches.delete(pages),
		caches.delete(pictures),
		registration.pushManager?.getSubscription().then((subscription) => subscription?.unsubscribe()),
	]));
	return answer;
}

addEventListener('push', (event) => {
	const { title, body, path, tag, thread, comment, lang, icon } = event.data.json();
	event.waitUntil(registration.showNotification(title, {
		body,
		lang,
		icon,
		// What is said of a thread or a talk takes the place of what was said of it before.
		tag,
		renotify: true,
		data: { path, thread, comment },
	}));
});

addEventListener('notificationclick', (event) => {
	const { path, thread, comment } = event.notification.data;
	event.notification.close();
	const read = thread && fetch('/account/notices?/seen', {
		method: 'POST',
		headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
		body: new URLSearchParams({ thread, comment }),
	}).catch(() => null);
	event.waitUntil(Promise.allSettled([read, clients.openWindow(path)]));
});

// The browser's maker gave another address: the house is told of it.
addEventListener('pushsubscriptionchange', (event) => {
	const { oldSubscription: old, newSubscription: fresh } = event;
	event.waitUntil((async () => {
		const made = fresh ?? (old && (await registration.pushManager.subscribe(old.options)));
		if (!made) return;
		const { endpoint, keys } = made.toJSON();
		await fetch('/account/preferences?/addDevice', {
			method: 'POST',
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
			body: new URLSearchParams({ endpoint, ...keys, replaces: old?.endpoint ?? '' }),
		});
	})());
});
