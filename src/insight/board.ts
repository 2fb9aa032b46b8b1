/** Money of one currency, in its smallest unit in use. */
export interface Takings {
	currency: string;
	orders: number;
	paid: number;
	refunded: number;
	/** Paid minus refunded. */
	net: number;
}

/** The way from a network to an order, in one period. */
export interface Steps {
	/** People a network says it showed the posts to; of posts that went out in the period. Null: no network told. */
	reached: number | null;
	visits: number;
	/** Who joined in the period and first came by this. */
	members: number;
	/** Comments written here in the period, without those of staff. */
	commentsHome: number;
	/** Comments from networks that came back in the period. */
	commentsBack: number;
	/** Orders paid in the period by members who first came by this. */
	orders: number;
	takings: Takings[];
}

/** One article on the board. */
export interface ArticleSteps extends Steps {
	article: number;
	title: string;
	slug: string;
}

/** One post to a network on the board. */
export interface PostSteps extends Steps {
	post: number;
	account: string;
	network: string;
	text: string;
	published: Date | null;
	article: number | null;
}

/** Visits from one source, and how many joined during such a visit. */
export interface SourceSteps {
	source: string;
	visits: number;
	members: number;
}

/** What worked on the days `from` to `to`, both included, in the site's time zone. */
export interface Board {
	from: string;
	to: string;
	timeZone: string;
	/** The whole site, also what belongs to no article and no post. */
	total: Steps;
	articles: ArticleSteps[];
	posts: PostSteps[];
	sources: SourceSteps[];
}
