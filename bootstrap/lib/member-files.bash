# What kubeadm leaves on a machine that is, or is about to be, a member of a cluster.

readonly MEMBER_FILES=(/etc/kubernetes/kubelet.conf /etc/kubernetes/bootstrap-kubelet.conf /etc/kubernetes/admin.conf /etc/kubernetes/pki/ca.crt)
