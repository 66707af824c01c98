/** What the sentence beside it tells, for programs that say it in another language. */
export class CauseView {
  /** Of a problem (`upstream-timeout`), or of what is the matter: never reworded. */
  code: string;
  /** Whom it is about, by the name that people know. */
  service?: string;
  /** Which of several things that have one code; absent: only the sentence tells, or there is but one. */
  because?: string;
  /** Of what is not out yet: when it is. Absent: nobody says. */
  outAtMs?: number;
  /** How many, or how much, there may be at most. */
  most?: number;
}
