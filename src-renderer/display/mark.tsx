/** Cueline's mark: a C, and the line that leads out of it. Fills the width that `className` gives. */
export function Mark({ className }: { readonly className?: string | undefined }) {
  return (
    <svg
      className={className}
      viewBox="0 0 64 64"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="7"
      strokeLinecap="round"
    >
      <path d="M46.4 14.6A22.5 22.5 0 1 0 46.4 49.4" />
      <path d="M31 32H57" />
    </svg>
  )
}
