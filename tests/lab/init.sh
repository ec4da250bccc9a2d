#!/bin/busybox sh
# The first process of every guest: tells on the serial line what the guest knows
# about itself, then brings it into the state that is to be captured.
# Lines meant for the tests: "truth KEY VALUE". Kernel command line: lab.state=STATE

export PATH=/bin
busybox mkdir -p /proc /sys /dev
busybox mount -t proc proc /proc
busybox mount -t sysfs sysfs /sys
busybox mount -t devtmpfs dev /dev
busybox --install -s /bin
dmesg -n 1
echo 0 > /proc/sys/kernel/kptr_restrict

truth() { echo "truth $*"; }

# The kernel that a crash started: it only says so.
if [ -e /proc/vmcore ]; then
    hostname kdump-kernel
    truth kdump_osrelease "$(uname -r)"
    truth kdump_vmcoreinfo "$(cat /sys/kernel/vmcoreinfo)"
    sh -c 'while :; do :; done' &
    sleep 1
    echo "guest ready"
    exec sleep 1000000
fi

hostname lab-guest
for module in /modules/*.ko; do
    insmod "$module" && truth module "$(basename "$module" .ko)"
done
truth osrelease "$(uname -r)"
truth version "$(uname -v)"
truth machine "$(uname -m)"
truth hostname "$(hostname)"
truth banner "$(cat /proc/version)"
truth cpus "$(nproc)"
truth vmcoreinfo_note "$(cat /sys/kernel/vmcoreinfo)"
truth meltdown "$(cat /sys/devices/system/cpu/vulnerabilities/meltdown)"
truth notes "$(hexdump -v -e '1/1 "%02x"' /sys/kernel/notes)"
grep -E ' (_text|_stext|_etext|_end|_sdata|linux_banner|init_uts_ns|init_task|init_top_pgt|swapper_pg_dir|page_offset_base|phys_base|vmcoreinfo_data|__per_cpu_offset)$' \
    /proc/kallsyms | while read -r address kind name; do truth symbol "$name" "$address"; done
while read -r line; do truth iomem "$line"; done < /proc/iomem
sleep 1000001 & # a process that tools can be asked for
sleep 1000001 &
truth sleepers "$(pidof sleep)"

for word in $(cat /proc/cmdline); do
    case "$word" in lab.state=*) state="${word#lab.state=}" ;; esac
done
case "$state" in
user)
    taskset -c 0 sh -c 'while :; do :; done' &
    sleep 1
    echo "guest ready"
    ;;
panic)
    echo c > /proc/sysrq-trigger
    ;;
kdump)
    /kexec/loader --library-path /kexec /kexec/kexec -s -p /kexec/vmlinuz \
        --initrd=/kexec/initramfs --append="console=ttyS0 nr_cpus=1 reset_devices lab.state=none" \
        && truth kdump_loaded "$(cat /sys/kernel/kexec_crash_loaded)" \
        && taskset -c 0 sh -c 'echo c > /proc/sysrq-trigger' # so vCPU 0 goes on
    ;;
esac
exec sleep 1000000
