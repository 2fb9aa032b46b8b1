// Tells of what was said since the page was made, and lays it in where it belongs without moving what is being read.
customElements.define('live-replies', class extends HTMLElement {
	connectedCallback() {
		const { from, one, many, last } = this.dataset;
		const talk = this.closest('.conversation');
		const button = this.querySelector('button');
		let newest = Number(this.dataset.newest);
		let count = Number(this.dataset.count);
		let told = null;
		let source = null;
		let timer = 0;

		const read = async (address) => {
			const answer = await fetch(address, { headers: { accept: 'text/html' } });
			if (!answer.ok) throw new Error(answer.status);
			return new DOMParser().parseFromString(await answer.text(), 'text/html');
		};
		/** What of another look at the conversation is not on this page yet; how much was laid in. */
		const take = (page) => {
			const laid = [];
			const list = talk.querySelector('.thread');
			for (const item of page.querySelectorAll('.thread > li')) {
				const said = item.querySelector(':scope > .comment');
				if (!said) continue;
				const here = document.getElementById(said.id)?.closest('li');
				if (!here) {
					if (!last || !list) continue;
					list.append(item);
					laid.push(said);
					continue;
				}
				for (const reply of item.querySelectorAll(':scope > .replies > li')) {
					const answer = reply.querySelector('.comment');
					if (!answer || document.getElementById(answer.id)) continue;
					let below = here.querySelector(':scope > .replies');
					if (!below) here.append((below = page.createElement('ol')));
					below.className = 'replies';
					below.append(reply);
					laid.push(answer);
				}
			}
			return laid;
		};
		const lay = async () => {
			const now = told;
			if (!now) return;
			button.disabled = true;
			try {
				if (!talk.querySelector('.thread')) return location.reload();
				const page = await read(location.pathname + location.search);
				const ids = [...talk.querySelectorAll('.thread > li > .comment')].map(({ id }) => id.slice(8));
				const later = last && page.querySelector('a[rel=next]') ? await read(`${location.pathname}?after=${ids.at(-1)}`) : null;
				// What is being read stays where it is, whatever comes in above it; some browsers would do so themselves, not all.
				const root = document.documentElement;
				const place = [...talk.querySelectorAll('.comment')].find((said) => said.getBoundingClientRect().bottom > 0);
				const top = place?.getBoundingClientRect().top ?? 0;
				root.style.overflowAnchor = 'none';
				const laid = [...take(page), ...(later ? take(later) : [])];
				if (place) scrollBy({ top: place.getBoundingClientRect().top - top, behavior: 'instant' });
				root.style.overflowAnchor = '';
				// It stands on another page of the conversation.
				if (!laid.length && !document.getElementById(`comment-${now.newest}`)) return location.assign(`/community/comment/${now.newest}/place`);
				({ newest, count } = now);
				if (told === now) told = null;
				button.hidden = !told;
				for (const said of laid) said.tabIndex = -1;
				laid[0]?.focus({ preventScroll: true });
				// What was laid in is noted as seen, too.
				const seen = document.querySelector('reading-place');
				seen?.replaceWith(seen.cloneNode());
			} catch {
				// The way there is gone for a moment; the button stays.
			} finally {
				button.disabled = false;
			}
		};
		const hear = (news) => {
			if (news.newest <= newest) return;
			told = news;
			const more = Math.max(1, news.count - count);
			button.textContent = more === 1 ? one : many.replace('2', more);
			button.hidden = false;
			// Whoever reads at the end sees it come.
			const end = talk.querySelector('.thread > li:last-of-type')?.getBoundingClientRect().bottom;
			if (last && end !== undefined && end < innerHeight && end > 0) lay();
		};
		const stop = () => {
			clearTimeout(timer);
			source?.close();
			source = null;
		};
		/** Asks now and then where nothing can be listened to. */
		const poll = async () => {
			stop();
			timer = setTimeout(listen, 60_000);
			const answer = await fetch(`${from}?once`).catch(() => null);
			if (answer?.ok) hear(await answer.json());
		};
		const listen = () => {
			stop();
			source = new EventSource(from);
			timer = setTimeout(poll, 10_000);
			source.onmessage = ({ data }) => {
				clearTimeout(timer);
				hear(JSON.parse(data));
			};
			source.addEventListener('gone', stop);
			source.onerror = () => source?.readyState === EventSource.CLOSED && poll();
		};
		button.onclick = lay;
		const look = () => (document.hidden ? stop() : listen());
		document.addEventListener('visibilitychange', look);
		addEventListener('pagehide', stop);
		addEventListener('pageshow', ({ persisted }) => persisted && look());
		look();
	}
});
