// Moves the form of a conversation below the comment that is being answered. Without it the same link loads the page.
customElements.define('reply-in-place', class extends HTMLElement {
	connectedCallback() {
		const form = this.querySelector('form.composer');
		if (!form) return;
		const home = form.parentNode;
		const who = form.querySelector('[data-replying]');
		const quoting = form.querySelector('[data-quoting]');
		/** What is selected of this comment's words: picked before the press, which may take the selection away. */
		let picked = { said: null, text: '' };
		document.addEventListener('selectionchange', () => {
			const chosen = getSelection();
			const said = (chosen.anchorNode?.parentElement ?? null)?.closest('.comment-body');
			if (said && said.contains(chosen.focusNode) && !chosen.isCollapsed) picked = { said: said.closest('.comment'), text: chosen.toString().trim() };
		});
		const answer = (id, name) => {
			form.elements.parent.value = id;
			who.hidden = quoting.hidden = !id;
			who.firstElementChild.textContent = name;
		};
		this.addEventListener('click', (event) => {
			const link = event.target.closest('a[data-reply]');
			if (link) {
				answer(link.dataset.reply, link.getAttribute('aria-label'));
				const said = link.closest('.comment');
				const text = picked.said === said ? picked.text.slice(0, 2000) : '';
				form.elements.quote.value = text;
				quoting.open = Boolean(text);
				picked = { said: null, text: '' };
				said.after(form);
			} else if (event.target.closest('[data-cancel]')) {
				answer('', '');
				form.elements.quote.value = '';
				home.append(form);
			} else return;
			event.preventDefault();
			form.elements.text.focus();
		});
	}
});
