// What happens in a conversation without loading its page again. Without this script every link and form does the same by loading it.

// Moves the form of a conversation below the comment that is being answered.
customElements.define('reply-in-place', class extends HTMLElement {
	connectedCallback() {
		this.addEventListener('click', (event) => {
			const form = this.querySelector('form.composer');
			const link = event.target.closest('a[data-reply]');
			if (!form || !(link || event.target.closest('[data-cancel]'))) return;
			const who = form.querySelector('[data-replying]');
			form.elements.parent.value = link?.dataset.reply ?? '';
			who.hidden = !link;
			who.firstElementChild.textContent = link?.ariaLabel ?? '';
			if (link) link.closest('.comment').after(form);
			else this.querySelector('#write')?.append(form);
			event.preventDefault();
			form.elements.text.focus();
		});
	}
});

// Puts the words that are selected into the quotation when their comment is answered.
customElements.define('quote-in-place', class extends HTMLElement {
	connectedCallback() {
		const { quote } = this.closest('form').elements;
		let said = null;
		let text = '';
		// Picked before the press, which may take the selection away.
		document.addEventListener('selectionchange', () => {
			const chosen = getSelection();
			const body = chosen.anchorNode?.parentElement?.closest('.comment-body');
			if (chosen.isCollapsed || !body?.contains(chosen.focusNode)) return;
			said = body.closest('.comment');
			text = chosen.toString().trim().slice(0, 2000);
		});
		this.closest('reply-in-place').addEventListener('click', ({ target }) => {
			const link = target.closest('a[data-reply]');
			if (!link && !target.closest('[data-cancel]')) return;
			const mine = Boolean(text) && link?.closest('.comment') === said;
			quote.value = mine ? text : '';
			this.firstElementChild.open = mine;
			this.hidden = !link;
			text = '';
		});
	}
});

// Reacts without loading the page, marks one's own signs and offers the others.
customElements.define('react-in-place', class extends HTMLElement {
	connectedCallback() {
		const talk = this.closest('.conversation');
		const { signs, more } = this.dataset;
		const mark = (button, on) => button.setAttribute('aria-pressed', on);
		const make = (id, sign) => {
			const button = talk.querySelector('.signs button').cloneNode();
			button.value = `${id} ${sign}`;
			button.textContent = sign;
			mark(button, false);
			return button;
		};
		for (const group of talk.querySelectorAll('.signs')) {
			if (group.querySelector('[type=button]')) continue;
			const there = [...group.querySelectorAll('button')].map(({ value }) => value.split(' '));
			const others = signs.split(' ').filter((sign) => !there.some(([, one]) => one === sign));
			if (!others.length || !there.length) continue;
			const open = make('', '＋');
			open.type = 'button';
			open.ariaLabel = more;
			open.onclick = () => {
				open.after(...others.map((sign) => make(there[0][0], sign)));
				open.nextSibling.focus();
				open.remove();
			};
			group.append(open);
		}
		for (const own of document.querySelectorAll('[data-reacted]'))
			for (const value of own.dataset.reacted.split(','))
				for (const button of talk.querySelectorAll('.signs button')) if (button.value === value) mark(button, true);
		// Not one more each time that this is begun anew.
		talk.onclick = async (event) => {
			const button = event.target.closest('.signs button[value]:not([type=button])');
			if (!button || button.plain) return;
			event.preventDefault();
			const on = button.ariaPressed !== 'true';
			const answer = await fetch(this.dataset.to, {
				method: 'POST',
				headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
				body: new URLSearchParams({ react: button.value, on: on ? '1' : '0' }),
			}).then((response) => response.json()).catch(() => ({}));
			if (answer.type !== 'success') {
				// Who has not joined, and what was refused, is told on a page.
				button.plain = true;
				return button.click();
			}
			const count = Number(button.textContent.replace(/\D/g, '')) + (on ? 1 : -1);
			button.textContent = button.value.split(' ')[1] + (count > 0 ? ` ${count}` : '');
			mark(button, on);
		};
	}
});

// Tells of what was said since the page was made, and lays it in where it belongs without moving what is being read; what was taken away goes, and
// what reads otherwise now is laid over what stands here.
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
		let due = 0;
		let looked = 0;
		let heard = false;

		const read = async (address) => {
			const answer = await fetch(address, { headers: { accept: 'text/html' } });
			if (!answer.ok) throw new Error(answer.status);
			return new DOMParser().parseFromString(await answer.text(), 'text/html');
		};
		/** Lays in what of another look is not on this page yet. */
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
		/** The conversation as it stands now: this page, and where it ended here, what comes after it. */
		const readAgain = async () => {
			looked = Date.now();
			const page = await read(location.pathname + location.search);
			const ids = [...talk.querySelectorAll('.thread > li > .comment')].map(({ id }) => id.slice(8));
			return last && page.querySelector('a[rel=next]') ? [page, await read(`${location.pathname}?after=${ids.at(-1)}`)] : [page];
		};
		const find = (pages, id) => pages.map((page) => page.getElementById(id)).find(Boolean);
		/** What is being read stays where it is, whatever changes above it; some browsers would do so themselves, not all. */
		const still = (change) => {
			const root = document.documentElement;
			const place = [...talk.querySelectorAll('.comment')].find((said) => said.getBoundingClientRect().bottom > 0);
			const top = place?.getBoundingClientRect().top ?? 0;
			root.style.overflowAnchor = 'none';
			const done = change();
			const now = document.getElementById(place?.id);
			if (now) scrollBy({ top: now.getBoundingClientRect().top - top, behavior: 'instant' });
			root.style.overflowAnchor = '';
			// What came in can be reacted to, too, and one's own signs are those of now.
			const reacting = talk.querySelector('react-in-place');
			reacting.replaceWith(reacting.cloneNode());
			return done;
		};
		/** What of a comment tells that it reads otherwise; of signs what was counted, since here others may be on offer. */
		const reads = (said) => [said.querySelector('.comment-body')?.innerHTML, ...[...said.querySelectorAll('.link-card, .badge, .given, .accept, .signs button')].map(({ textContent }) => textContent).filter((text) => /[\p{L}\p{N}]/u.test(text))].join();
		const renew = (pages) => {
			for (const said of talk.querySelectorAll('.thread .comment')) {
				const now = find(pages, said.id);
				if (!now || reads(now) === reads(said)) continue;
				const watched = said.contains(document.activeElement);
				said.replaceWith(now);
				now.tabIndex = -1;
				if (watched) now.focus({ preventScroll: true });
			}
			const [answer, fresh] = [talk, pages[0]].map((one) => one.querySelector('.answer'));
			const first = talk.querySelector('.thread > li');
			answer?.remove();
			if (fresh) first?.insertBefore(fresh, first.querySelector(':scope > .replies'));
			for (const part of document.querySelectorAll('[id^=live-]')) {
				const now = find(pages, part.id);
				const told = (one) => one.dataset.state ?? one.innerHTML;
				// Nobody loses what they write or tick.
				if (now && told(now) !== told(part) && !part.contains(document.activeElement) && !part.querySelector(':checked:not([checked]), [name=text]:not(:placeholder-shown)')) part.replaceWith(now);
			}
			document.querySelector('[data-reacted]')?.remove();
			talk.append(...pages[0].querySelectorAll('[data-reacted]'));
		};
		/** Soon, not all readers at once, and not again and again while many react. */
		const freshen = () => {
			due ||= setTimeout(() => {
				due = 0;
				// Whoever comes back looks anew.
				if (!document.hidden) settle();
			}, Math.max(0, looked + 10_000 - Date.now()) + 300 + Math.random() * 2_000);
		};
		/** Takes out what another look at the conversation has not any more; nobody loses what they write. */
		const clear = (pages) => {
			const end = pages.at(-1).querySelector('a[rel=next]') ? [...pages.at(-1).querySelectorAll('.thread > li > .comment')].at(-1) : null;
			for (const said of talk.querySelectorAll('.thread .comment')) {
				const item = said.closest('li');
				const root = said.closest('.thread > li').querySelector('.comment');
				if (find(pages, said.id) || item.querySelector('form.composer')) continue;
				// Nobody looked so far.
				if (end && Number(root.id.slice(8)) > Number(end.id.slice(8))) continue;
				if (said === root || !find(pages, root.id)?.closest('li').querySelector('a[href*="branch="]')) item.remove();
			}
		};
		const settle = async () => {
			const pages = await readAgain().catch(() => null);
			if (pages) still(() => (clear(pages), renew(pages)));
		};
		const lay = async () => {
			const now = told;
			if (!now) return;
			button.disabled = true;
			try {
				if (!talk.querySelector('.thread')) return location.reload();
				const pages = await readAgain();
				const laid = still(() => pages.flatMap(take));
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
			if (news.count < count) {
				({ count } = news);
				newest = Math.min(newest, news.newest);
				settle();
			}
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
			if (!answer?.ok) return;
			hear(await answer.json());
			freshen();
		};
		const listen = () => {
			stop();
			source = new EventSource(from);
			timer = setTimeout(poll, 10_000);
			source.onmessage = ({ data }) => {
				clearTimeout(timer);
				hear(JSON.parse(data));
			};
			source.addEventListener('stir', freshen);
			// Between two times of listening nobody told.
			source.onopen = () => (heard ? freshen() : (heard = true));
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
