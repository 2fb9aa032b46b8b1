// Moves the form of a conversation below the comment that is being answered. Without it the same link loads the page.
customElements.define('reply-in-place', class extends HTMLElement {
	connectedCallback() {
		const form = this.querySelector('form.composer');
		if (!form) return;
		const home = form.parentNode;
		const who = form.querySelector('[data-replying]');
		const answer = (id, name) => {
			form.elements.parent.value = id;
			who.hidden = !id;
			who.firstElementChild.textContent = name;
		};
		this.addEventListener('click', (event) => {
			const link = event.target.closest('a[data-reply]');
			if (link) {
				answer(link.dataset.reply, link.getAttribute('aria-label'));
				link.closest('.comment').after(form);
			} else if (event.target.closest('[data-cancel]')) {
				answer('', '');
				home.append(form);
			} else return;
			event.preventDefault();
			form.elements.text.focus();
		});
	}
});
