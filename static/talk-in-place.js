// A talk that goes on while it is open: what others say comes in, what is written goes out without leaving the page.
// Without it the form and a look at the page do the same.
customElements.define('talk-in-place', class extends HTMLElement {
	connectedCallback() {
		const { from, sending, failed } = this.dataset;
		const form = this.querySelector('form');
		const status = this.querySelector('[role=status]');
		const { text } = form.elements;
		const button = form.querySelector('button');
		let newest = Number(this.dataset.newest);
		let count = null;
		let source = null;
		let timer = 0;
		let looking = null;

		// The end of what was said, not of the page: below it is only its foot.
		const below = () => this.parentNode.getBoundingClientRect().bottom - innerHeight;
		const atEnd = () => below() < 120;
		const toEnd = () => scrollBy({ top: below(), behavior: 'instant' });
		if (!location.hash || location.hash === '#end') toEnd();

		/** Lays in what the page says now; whoever looks has seen it. */
		const look = async () => {
			const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } });
			if (!answer.ok) throw new Error(answer.status);
			const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
			const list = page.querySelector('.messages');
			if (!list) return;
			const end = atEnd();
			const here = document.querySelector('.messages');
			if (!here) return location.reload();
			list.setAttribute('aria-live', 'polite');
			here.replaceWith(list);
			newest = Number(page.querySelector('talk-in-place')?.dataset.newest ?? newest);
			if (end) toEnd();
		};
		/** One look at a time; what comes meanwhile is looked at after. */
		const lookAgain = () => (looking = (looking ?? Promise.resolve()).then(look).catch(() => undefined));

		form.addEventListener('submit', async (event) => {
			event.preventDefault();
			const said = text.value;
			if (!said.trim() || button.disabled) return;
			button.disabled = true;
			status.textContent = sending;
			try {
				const answer = await fetch(form.action, {
					method: 'POST',
					headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
					body: new URLSearchParams({ text: said }),
				});
				const { type } = await answer.json();
				// What was refused is said by the page itself.
				if (type !== 'redirect') return form.submit();
				if (text.value === said) text.value = '';
				status.textContent = '';
				await lookAgain();
				toEnd();
			} catch {
				status.textContent = failed;
			} finally {
				button.disabled = false;
				text.focus({ preventScroll: true });
			}
		});
		// As on every keyboard of a desk; on a phone the key makes a line.
		text.addEventListener('keydown', (event) => {
			if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !matchMedia('(pointer: fine)').matches) return;
			event.preventDefault();
			form.requestSubmit();
		});

		const hear = (news) => {
			const changed = count !== null && news.count !== count;
			count = news.count;
			if (news.newest > newest || changed) lookAgain();
		};
		const stop = () => {
			clearTimeout(timer);
			source?.close();
			source = null;
		};
		/** Asks now and then where nothing can be listened to. */
		const poll = async () => {
			stop();
			timer = setTimeout(listen, 30_000);
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
		const turn = () => (document.hidden ? stop() : listen());
		document.addEventListener('visibilitychange', turn);
		addEventListener('pagehide', stop);
		addEventListener('pageshow', ({ persisted }) => persisted && turn());
		turn();
	}
});
