/** What a promotion would put beside images that is not at their sources; a plan names it by its number alone. */
export interface PlannedAdditions {
    /** Signatures of the promotion's own, counted at each destination, or where they are stored for all of them. */
    readonly signatures: number;
    /** Records of promotions, one a tag. */
    readonly records: number;
}
