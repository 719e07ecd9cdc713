import { Check, ChevronDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { type UserRole, userRoles } from '../../../src-main/core/user.ts'
import { Button } from '../ui/button.tsx'
import menu from '../ui/menu.module.css'
import { roleWords } from '../words.ts'
import styles from './people.module.css'

export type RoleMenuProps = {
  readonly username: string
  readonly role: UserRole
  readonly onChange: (role: UserRole) => void
}

/** Arrows walk, Enter decides: a role is never changed by passing over it. */
export function RoleMenu({ username, role, onChange }: RoleMenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button className={styles.role} aria-label={`Role of ${username}: ${roleWords[role]}`}>
          {roleWords[role]}
          <ChevronDown size={16} aria-hidden="true" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6} collisionPadding={8}>
        <DropdownMenu.RadioGroup value={role}>
          {userRoles.map((one) => (
            <DropdownMenu.RadioItem
              key={one}
              value={one}
              className={`${menu.item} ${menu.choice}`}
              onSelect={() => one !== role && onChange(one)}
            >
              {roleWords[one]}
              <DropdownMenu.ItemIndicator>
                <Check size={16} aria-hidden="true" />
              </DropdownMenu.ItemIndicator>
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
