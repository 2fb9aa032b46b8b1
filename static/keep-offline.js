// For members: what they read here can be read again without a network. Nothing of it is needed to read.
if ('serviceWorker' in navigator) {
	const lang = document.documentElement.lang;
	// A page of the conversation under it is the same article.
	const path = /^\/articles\/[^/]+$/.test(location.pathname) ? location.pathname : null;
	const shown = () => [...document.images].map(({ currentSrc }) => currentSrc).filter((file) => file.startsWith(`${location.origin}/media/`));
	const tell = async () => (await navigator.serviceWorker.ready).active.postMessage({ lang, path, shown: shown() });
	const begin = () => navigator.serviceWorker.register('/worker.js', { updateViaCache: 'none' }).then(tell).catch(() => null);
	if (document.readyState === 'complete') begin();
	else addEventListener('load', begin, { once: true });
}
