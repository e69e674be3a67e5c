# The first process of a lab's own namespaces (mounts, network, processes). Whatever it lays out is seen by the lab alone, and
# vanishes with it: when its standard input ends, for the program that made the lab closed it or died, it ends, and the kernel
# ends all that runs in the lab. Arguments: the server's and the controller's addresses with their prefix lengths.
set -eu
umask 022

mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/pxe-lab/tmp
cd /run/pxe-lab

# A /dev of its own, for in.tftpd logs to /dev/log only.
mkdir dev
mount -t tmpfs -o mode=755 tmpfs dev
mkdir dev/net
for device in null zero full random urandom net/tun; do
  touch "dev/$device"
  mount --bind "/dev/$device" "dev/$device"
done
ln -s /proc/self/fd dev/fd
mount --move dev /dev
rmdir dev

# The sandbox's control network. No wait for an address that is in use already: there is none.
ip link set lo up
ip link add br0 type bridge forward_delay 0 stp_state 0
echo 0 >/proc/sys/net/ipv6/conf/br0/accept_dad
ip address add "$1" dev br0
ip link set br0 up

# The experiment controller's machine.
ip netns add ec
ip link add ec type veth peer name eth0 netns ec
ip link set ec master br0 up
ip -n ec address add "$2" dev eth0
ip -n ec link set eth0 up
ip -n ec link set lo up

echo ready
exec cat
