// What this program uses of the package `invoices`, which brings no types of its own.
declare module 'invoices' {
  export interface PaymentRequestDetails {
    /** ISO 8601 */
    readonly created_at: string;
    readonly expires_at: string;
    readonly description?: string;
    /** The payee's node, hex. */
    readonly destination: string;
    readonly features: readonly { readonly bit: number; readonly is_required: boolean; readonly type?: string }[];
    /** The payment hash, hex. */
    readonly id?: string;
    /** In thousandths of a sat; "0" where the invoice names no amount. */
    readonly mtokens: string;
    readonly network: string;
    /** The payment secret, hex. */
    readonly payment?: string;
  }

  /** Checks prefix, checksum and signature. @throws Error for anything that is no invoice */
  export function parsePaymentRequest(args: { readonly request: string }): PaymentRequestDetails;
}
