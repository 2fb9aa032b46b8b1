// Keeps what is being written: in this browser at once; for members at home too, so that another device goes on with it.
customElements.define('draft-in-place', class extends HTMLElement {
	connectedCallback() {
		// The form is carried to whatever is answered: that is no coming back to what was left.
		if (this.begun) return;
		this.begun = true;
		const form = this.closest('form');
		const { of, to, fields, restored, other, swap, clear, begins = '' } = this.dataset;
		const key = `draft:${of}`;
		const names = fields.split(' ');
		const line = this.firstElementChild;
		const values = () => Object.fromEntries(names.map((name) => [name, form.elements[name]?.value ?? '']));
		const store = (where, name, value) => {
			try {
				if (value === undefined) return JSON.parse(where.getItem(name));
				if (value) where.setItem(name, JSON.stringify(value));
				else where.removeItem(name);
			} catch {
				// A browser that keeps nothing keeps no draft.
			}
			return null;
		};
		// Whoever comes here from the form of a new thread has started it.
		const began = 'draft:new';
		if (of !== 'new' && document.referrer.startsWith(`${location.origin}/community/new`) && store(sessionStorage, began)) {
			store(localStorage, began, null);
			store(sessionStorage, began, null);
		}
		const laid = form.querySelector('[data-draft]');
		let home = laid && laid.dataset.draft ? JSON.parse(laid.dataset.draft) : null;
		let seen = home?.saved ?? 0;
		let mine = store(localStorage, key);
		// What was sent is no draft any more, once the page shows that it arrived.
		const sent = store(sessionStorage, key);
		// What a new thread begins with in its category is nobody's words.
		const plain = (text) => text.replace(/\s+/g, ' ').trim();
		const refused = plain(form.elements.text.value) !== plain(begins);
		if (sent && !refused && (laid || location.hash.startsWith('#comment-'))) {
			if (mine?.text === sent) store(localStorage, key, (mine = null));
			// What home has was written before: it goes in a moment.
			home = null;
		}
		store(sessionStorage, key, null);

		const tell = (text, label, press) => {
			const button = document.createElement('button');
			button.type = 'button';
			button.className = 'button plain small';
			button.textContent = label;
			button.onclick = () => { line.hidden = true; press(); };
			line.replaceChildren(`${text} `, button);
			line.hidden = false;
		};
		const put = (draft) => {
			for (const name of names) {
				const field = form.elements[name];
				if (!field || !draft[name] || (field.type === 'hidden' && field.value)) continue;
				field.value = draft[name];
				if (field.selectedIndex < 0) field.selectedIndex = 0;
			}
			const replying = form.querySelector('[data-replying]');
			const quoting = form.querySelector('[data-quoting]');
			if (replying && form.elements.parent.value) replying.hidden = quoting.hidden = false;
			if (quoting && draft.quote) quoting.firstElementChild.open = true;
		};
		const empty = () => {
			for (const name of ['text', 'quote', 'stars', 'disclosed', 'title', 'choices']) {
				const field = form.elements[name];
				// The first radio button is for none; by its empty value it is not found.
				if (field?.forEach) field[0].checked = true;
				else if (field) field.value = name === 'text' ? begins : '';
			}
			keep();
		};
		if (!refused) {
			const [first, second] = [mine, home].filter(Boolean).sort((one, two) => two.saved - one.saved);
			if (first) {
				put(first);
				if (second && second.text !== first.text) tell(other, swap, () => { form.elements.text.value = second.text; keep(); });
				else tell(restored, clear, empty);
			}
		}

		let timer = 0;
		const send = async () => {
			clearTimeout(timer);
			timer = 0;
			const answer = await fetch(to, {
				method: 'POST',
				keepalive: true,
				headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
				body: new URLSearchParams({ ...values(), ...(plain(form.elements.text.value) === plain(begins) && { text: '' }), seen }),
			}).then((response) => response.json()).catch(() => null);
			if (answer?.type !== 'success') return;
			const flat = JSON.parse(answer.data);
			const said = (name) => flat[flat[0][name]];
			seen = said('saved');
			const replaced = said('other');
			if (replaced) tell(other, swap, () => { form.elements.text.value = replaced; keep(); });
		};
		const keep = () => {
			const now = values();
			const begun = plain(now.text) !== plain(begins) || now.title?.trim();
			store(localStorage, key, begun ? { ...now, saved: Date.now() } : null);
			if (!to || !laid) return;
			clearTimeout(timer);
			timer = setTimeout(send, 3_000);
		};
		form.addEventListener('input', keep);
		form.addEventListener('submit', () => {
			clearTimeout(timer);
			timer = 0;
			store(sessionStorage, key, form.elements.text.value);
		});
		document.addEventListener('visibilitychange', () => document.hidden && timer && send());
	}
});
