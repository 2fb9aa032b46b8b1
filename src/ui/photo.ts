/** A picture as a page shows it. Width and height are pixels of the original and keep its place while it loads. */
export interface Photo {
	src: string;
	srcset?: string;
	width: number;
	height: number;
	/** The same picture in other encodings, the best first. */
	formats?: readonly { type: string; srcset: string; media?: string }[];
	/** `#rrggbb`, shown until the picture is there. */
	colour?: string;
	/** Class names of the part that stays in sight where the picture is cut: `fx-100 fy-0`. */
	focus?: string;
	/** Empty or missing where the text beside says the same. */
	alt?: string;
}
