// Puts the words that are selected into the quotation when their comment is answered. Without it they are pasted.
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
