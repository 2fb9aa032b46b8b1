// Folds what was said by those whom a member does not want to hear; one press shows it.
customElements.define('blocked-words', class extends HTMLElement {
	connectedCallback() {
		const blocked = new Set(this.dataset.of.split(' '));
		const fold = () => {
			for (const comment of document.querySelectorAll('.comment:not([data-folded])')) {
				const name = comment.querySelector('.comment-name');
				// Of somebody on a network, the word that stands in the list; of a member the handle.
				const whose = name?.dataset.whose ?? decodeURIComponent(name?.getAttribute('href')?.split('/').pop() ?? '');
				const body = comment.querySelector('.comment-body');
				if (!body || !blocked.has(whose)) continue;
				comment.dataset.folded = '';
				const folded = document.createElement('details');
				folded.append(Object.assign(document.createElement('summary'), { className: 'small muted', textContent: this.dataset.label }));
				body.before(folded);
				folded.append(body);
			}
		};
		fold();
		// What is said while the page is open.
		const talk = document.querySelector('.thread');
		if (talk) new MutationObserver(fold).observe(talk, { childList: true, subtree: true });
	}
});
